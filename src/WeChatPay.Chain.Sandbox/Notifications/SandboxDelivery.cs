namespace WeChatPay.Chain.Sandbox;

/// <summary>One delivery of a notification, and the merchant's response.</summary>
public sealed class SandboxDelivery
{
    internal SandboxDelivery(
        DateTimeOffset time, SandboxFault? fault, IReadOnlyDictionary<string, string> headers, int? statusCode, string? responseBody)
    {
        Time = time;
        Fault = fault;
        Headers = headers;
        StatusCode = statusCode;
        ResponseBody = responseBody;
    }

    /// <summary>Gets the time at which the notification was sent, according to <see cref="SandboxOptions.TimeProvider"/>.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Gets the fault that was injected into this delivery, or <see langword="null"/>.</summary>
    public SandboxFault? Fault { get; }

    /// <summary>Gets the headers that were sent, including the signature headers, by name, ignoring case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>
    /// Gets the HTTP status code of the merchant's response; <see langword="null"/> if no complete response arrived within five seconds.
    /// </summary>
    public int? StatusCode { get; }

    /// <summary>
    /// Gets the body of the merchant's response, decoded as UTF-8; <see langword="null"/> if no complete response arrived within
    /// five seconds.
    /// </summary>
    public string? ResponseBody { get; }

    /// <summary>Gets a value indicating whether the merchant accepted the notification with status code 200 or 204.</summary>
    public bool IsAccepted => StatusCode is 200 or 204;

    /// <summary>Returns the status code and the fault.</summary>
    public override string ToString()
    {
        var result = StatusCode is { } statusCode ? $"status code {statusCode}" : "no response";
        return Fault is null ? result : $"{result}, fault: {Fault}";
    }
}
