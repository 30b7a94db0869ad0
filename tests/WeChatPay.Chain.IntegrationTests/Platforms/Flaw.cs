namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>What is wrong with an answer that would be right otherwise.</summary>
public enum Flaw
{
    None,

    /// <summary>None of the signature's headers is there.</summary>
    NotSigned,

    /// <summary>The body is not the one that was signed.</summary>
    TamperedBody,

    /// <summary>The serial is that of a key which the merchant does not know.</summary>
    UnknownSerial,

    /// <summary>The signature is no base64.</summary>
    MalformedSignature,

    /// <summary>The signature is the platform's test of its merchants.</summary>
    Probe,

    /// <summary>The connection is closed before the first byte.</summary>
    DroppedConnection,
}
