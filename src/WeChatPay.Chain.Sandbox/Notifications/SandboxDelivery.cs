namespace WeChatPay.Chain.Sandbox;

/// <summary>A notification that was posted once, and what the merchant answered.</summary>
public sealed class SandboxDelivery
{
    internal SandboxDelivery(DateTimeOffset time, SandboxFault? fault, IReadOnlyDictionary<string, string> headers, int? statusCode, string? response)
    {
        Time = time;
        Fault = fault;
        Headers = headers;
        StatusCode = statusCode;
        Answer = response;
    }

    /// <summary>When it was posted, by the sandbox's clock.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>What was wrong with it on purpose; null mostly.</summary>
    public SandboxFault? Fault { get; }

    /// <summary>The headers that were posted, the signature's among them, under their names whatever their case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>What the merchant answered; null when there was no complete response within five seconds.</summary>
    public int? StatusCode { get; }

    /// <summary>The body of the merchant's response; null when there was none.</summary>
    public string? Answer { get; }

    /// <summary>Whether the merchant took it: 200 or 204.</summary>
    public bool IsAccepted => StatusCode is 200 or 204;

    /// <summary>What was answered.</summary>
    public override string ToString() => $"answered {(StatusCode is { } status ? $"{status}" : "not at all")}{(Fault is null ? "" : $", sent with: {Fault}")}";
}
