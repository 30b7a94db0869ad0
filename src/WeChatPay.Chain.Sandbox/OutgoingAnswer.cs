namespace WeChatPay.Chain.Sandbox;

/// <summary>An answer on its way out, with every header it will have.</summary>
internal sealed class OutgoingAnswer(SandboxAnswer answer)
{
    public int Status { get; } = answer.Status;

    public string ContentType { get; } = answer.ContentType;

    public Dictionary<string, string> Headers { get; } = new(answer.Headers, StringComparer.OrdinalIgnoreCase) { ["Request-ID"] = $"{Guid.NewGuid():N}-0" };

    public byte[] Body { get; set; } = answer.Body;
}
