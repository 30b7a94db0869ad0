namespace WeChatPay.Chain;

/// <summary>The exception that is thrown when a successful response or a notification cannot be verified.</summary>
/// <remarks>
/// The content of the message is not available. After a call, the outcome is unknown: the request may have taken effect. The platform
/// itself sends invalid signatures now and then, to test that they are rejected (<see cref="SignatureFailure.Probe"/>).
/// </remarks>
public sealed class WeChatPaySignatureException : WeChatPayException
{
    /// <summary>Creates an exception for a message that cannot be verified.</summary>
    /// <param name="reason">The first check that failed.</param>
    /// <param name="message">What was seen, what was expected, and what to do. Must not contain a signature or a body.</param>
    /// <param name="serial">The serial number or key ID in the message, or <see langword="null"/> (the default).</param>
    /// <param name="requestId">The platform's <c>Request-ID</c>, or <see langword="null"/> (the default).</param>
    /// <param name="outcomeUnknown">Whether the message is the response to a request that may have taken effect.</param>
    /// <param name="innerException">The cause, or <see langword="null"/> (the default).</param>
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

    /// <summary>Gets the first check that failed.</summary>
    public SignatureFailure Reason { get; }

    /// <summary>Gets the <c>Wechatpay-Serial</c> of the message. <see langword="null"/> if it has none.</summary>
    public string? Serial { get; }

    /// <summary>Gets the platform's <c>Request-ID</c>, for its support. <see langword="null"/> if the message has none.</summary>
    public string? RequestId { get; }
}
