namespace WeChatPay.Chain;

/// <summary>Specifies why a message could not be verified, in the order of the checks.</summary>
public enum SignatureFailure
{
    /// <summary>
    /// One of the headers <c>Wechatpay-Timestamp</c>, <c>-Nonce</c>, <c>-Serial</c>, <c>-Signature</c> is missing or empty.
    /// </summary>
    HeadersMissing,

    /// <summary>The timestamp is more than 300 seconds before or after the local time.</summary>
    ClockSkew,

    /// <summary>The serial number or key ID is unknown, or is that of a certificate that has expired or is not valid yet.</summary>
    UnknownSerial,

    /// <summary>
    /// The timestamp is not a number, the signature is not base64, or the signature type is not supported; or the response for a bill does
    /// not name a file or a supported digest.
    /// </summary>
    Malformed,

    /// <summary>The signature belongs to another message, or was created with another key.</summary>
    Mismatch,

    /// <summary>The platform sent an invalid signature on purpose, to test that it is rejected.</summary>
    Probe,
}
