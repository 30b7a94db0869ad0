namespace WeChatPay.Chain;

/// <summary>Why a message did not verify, in the order in which the checks are made.</summary>
public enum SignatureFailure
{
    /// <summary>One of the headers <c>Wechatpay-Timestamp</c>, <c>-Nonce</c>, <c>-Serial</c>, <c>-Signature</c> is missing or empty.</summary>
    HeadersMissing,

    /// <summary>The timestamp is more than 300 s away from the local clock, in either direction.</summary>
    ClockSkew,

    /// <summary>The serial or key id names no platform key that is known, or a certificate that has expired or is not valid yet.</summary>
    UnknownSerial,

    /// <summary>
    /// The timestamp is not a number, the signature not base64, or the signature type not supported; or a response names no file, or no digest
    /// that is supported, for a bill.
    /// </summary>
    Malformed,

    /// <summary>The signature belongs to another message or was made with another key.</summary>
    Mismatch,

    /// <summary>The platform sent a wrong signature on purpose, to see that it is refused.</summary>
    Probe,
}
