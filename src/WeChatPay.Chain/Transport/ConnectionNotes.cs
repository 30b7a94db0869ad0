using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>Lets a client know of each connection that its sockets make.</summary>
internal static class ConnectionNotes
{
    /// <param name="sockets">Left as they are where they have been used already: they cannot be changed then.</param>
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

    /// <param name="Inner">The filter that was there before; null for none.</param>
    private sealed record Filter(Func<SocketsHttpPlaintextStreamFilterContext, CancellationToken, ValueTask<Stream>>? Inner)
    {
        public ValueTask<Stream> ApplyAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
        {
            PreparedRequest.Find(context.InitialRequestMessage)?.History?.NoteConnection();
            return Inner?.Invoke(context, cancellationToken) ?? ValueTask.FromResult(context.PlaintextStream);
        }
    }
}
