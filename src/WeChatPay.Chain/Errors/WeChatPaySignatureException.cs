namespace WeChatPay.Chain;

/// <summary>A successful answer, or a notification, that cannot be proved to come from the platform.</summary>
/// <remarks>
/// Nothing of the message is handed on. After a call the outcome is unknown: the platform may have carried the request out.
/// The platform itself sends unverifiable messages now and then, to see that they are refused (<see cref="SignatureFailure.Probe"/>).
/// </remarks>
public sealed class WeChatPaySignatureException : WeChatPayException
{
    /// <summary>Describes a message that does not verify.</summary>
    /// <param name="reason">The first check that failed.</param>
    /// <param name="message">What was seen, what was expected, what to do; never a signature or a body.</param>
    /// <param name="serial">The serial or key id that the message named; null when it named none.</param>
    /// <param name="requestId">The platform's <c>Request-ID</c>; null when there was none.</param>
    /// <param name="outcomeUnknown">Whether a request stands behind the message that may have taken effect.</param>
    /// <param name="innerException">What the verification itself ran into; null mostly.</param>
    public WeChatPaySignatureException(
        SignatureFailure reason,
        string message,
        string? serial = null,
        string? requestId = null,
        bool outcomeUnknown = false,
        Exception? innerException = null)
        : base(message, outcomeUnknown, innerException)
    {
        Reason = reason;
        Serial = serial;
        RequestId = requestId;
    }

    /// <summary>The first check that failed.</summary>
    public SignatureFailure Reason { get; }

    /// <summary>The <c>Wechatpay-Serial</c> of the message; null when it had none.</summary>
    public string? Serial { get; }

    /// <summary>The platform's <c>Request-ID</c>, which its support asks for; null when there was none.</summary>
    public string? RequestId { get; }
}
