using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>Tells a client of each connection that its sockets make.</summary>
internal static class ConnectionTracking
{
    /// <param name="sockets">Left as they are if they were used already, because they cannot be changed then.</param>
    public static SocketsHttpHandler AddTo(SocketsHttpHandler sockets)
    {
        var filter = sockets.PlaintextStreamFilter;
        if (filter?.Target is Filter)
        {
            return sockets;
        }
        try
        {
            sockets.PlaintextStreamFilter = new Filter(filter).ApplyAsync;
        }
        catch (InvalidOperationException)
        {
            // A request with content is noted all the same, and so is a response.
        }
        return sockets;
    }

    /// <param name="Inner">The filter that was set before; <see langword="null"/> for none.</param>
    private sealed record Filter(Func<SocketsHttpPlaintextStreamFilterContext, CancellationToken, ValueTask<Stream>>? Inner)
    {
        public ValueTask<Stream> ApplyAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
        {
            CallState.Find(context.InitialRequestMessage)?.History.NoteConnection();
            return Inner?.Invoke(context, cancellationToken) ?? ValueTask.FromResult(context.PlaintextStream);
        }
    }
}
