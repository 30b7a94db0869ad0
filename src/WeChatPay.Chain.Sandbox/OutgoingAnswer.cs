namespace WeChatPay.Chain.Sandbox;

/// <summary>An answer on its way out, with every header it will have.</summary>
internal sealed class OutgoingAnswer
{
    public OutgoingAnswer(SandboxAnswer answer)
    {
        Status = answer.Status;
        ContentType = answer.ContentType;
        Headers = new Dictionary<string, string>(answer.Headers, StringComparer.OrdinalIgnoreCase);
        Headers.TryAdd("Request-ID", $"{Guid.NewGuid():N}-0");
        Body = answer.Body;
    }

    public int Status { get; private set; }

    public string ContentType { get; }

    public Dictionary<string, string> Headers { get; }

    public byte[] Body { get; private set; }

    /// <summary>Gives a header another value; what has no such header stays without.</summary>
    public void Replace(string name, string value)
    {
        if (Headers.ContainsKey(name))
        {
            Headers[name] = value;
        }
    }

    /// <summary>Adds a blank to the body; an answer that can have none becomes a 200.</summary>
    public void Tamper()
    {
        Status = SandboxAnswer.ForbidsBody(Status) ? 200 : Status;
        Body = [.. Body, (byte)' '];
    }
}
