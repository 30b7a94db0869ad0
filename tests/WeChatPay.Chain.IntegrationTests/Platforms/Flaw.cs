namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>The defect of an otherwise valid response.</summary>
public enum Flaw
{
    None,

    /// <summary>All signature headers are missing.</summary>
    NotSigned,

    /// <summary>The body was changed after signing.</summary>
    TamperedBody,

    /// <summary>The serial belongs to a key that the merchant does not know.</summary>
    UnknownSerial,

    /// <summary>The signature is not valid base64.</summary>
    MalformedSignature,

    /// <summary>The signature carries the prefix of a probe, which a merchant must reject.</summary>
    Probe,

    /// <summary>The connection is closed before the first byte.</summary>
    DroppedConnection,
}
