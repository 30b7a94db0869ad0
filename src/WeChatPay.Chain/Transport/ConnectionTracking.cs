using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>Records each connection that the handler of a client makes.</summary>
internal static class ConnectionTracking
{
    /// <param name="sockets">Left unchanged if it has already been used, because it cannot be changed afterwards.</param>
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
            // The handler has already been used. Requests with content, and responses, still show that there was a connection.
        }
        return sockets;
    }

    /// <param name="inner">The filter that was set before; <see langword="null"/> for none.</param>
    private sealed class Filter(Func<SocketsHttpPlaintextStreamFilterContext, CancellationToken, ValueTask<Stream>>? inner)
    {
        public ValueTask<Stream> ApplyAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
        {
            CallState.Find(context.InitialRequestMessage)?.History.RecordConnection();
            return inner?.Invoke(context, cancellationToken) ?? ValueTask.FromResult(context.PlaintextStream);
        }
    }
}
