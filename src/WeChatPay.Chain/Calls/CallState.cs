namespace WeChatPay.Chain.Calls;

/// <summary>The state of one call, from its first attempt to its result. Passes through all handlers with the message.</summary>
/// <param name="request">The request of the call.</param>
/// <param name="deadline">Runs from sending to the last byte of the response.</param>
/// <param name="history">The connections of the client.</param>
internal sealed class CallState(CallRequest request, Deadline deadline, ConnectionHistory history)
{
    private static readonly HttpRequestOptionsKey<CallState> _key = new("WeChatPay.Chain.CallState");

    public CallRequest Request => request;

    public Deadline Deadline => deadline;

    public ConnectionHistory History => history;

    /// <summary>The number of attempts that were traced before the current one.</summary>
    public int TracedAttempts { get; set; }

    /// <summary>Whether an attempt before the current one may have taken effect.</summary>
    public bool MayHaveTakenEffect { get; set; }

    /// <summary>Whether the current attempt was passed to the network. Before that, it cannot take effect.</summary>
    public bool HasReachedNetwork { get; private set; }

    /// <summary>Whether a part of the current attempt may have been sent: its content began to be written, or a response arrived.</summary>
    public bool MayHaveBeenSent { get; private set; }

    /// <summary>Whether the caller's stream has received a part of a response, so that no other response may follow.</summary>
    public bool SinkHasBytes { get; set; }

    /// <summary>
    /// Whether the current attempt may have been sent before, over a connection that the server closed without a response.
    /// </summary>
    public bool MayHaveBeenResent => request.Content is null && history.HasConnected;

    /// <returns><see langword="null"/> for a message that does not belong to a call.</returns>
    public static CallState? Find(HttpRequestMessage message) => message.Options.TryGetValue(_key, out var call) ? call : null;

    public static CallState Get(HttpRequestMessage message) =>
        Find(message) ?? throw new InvalidOperationException("The message does not belong to a call.");

    public void AttachTo(HttpRequestMessage message) => message.Options.Set(_key, this);

    /// <summary>Begins another attempt, of which nothing has been sent yet.</summary>
    public void BeginAttempt()
    {
        HasReachedNetwork = false;
        MayHaveBeenSent = false;
    }

    /// <summary>Records that the current attempt is passed to the network.</summary>
    public void MarkReachedNetwork() => HasReachedNetwork = true;

    /// <summary>Records that a failure no longer proves that the server did not receive the request.</summary>
    public void MarkMayHaveBeenSent()
    {
        MayHaveBeenSent = true;
        history.RecordConnection();
    }
}
