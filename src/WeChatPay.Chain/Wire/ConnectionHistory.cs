namespace WeChatPay.Chain.Wire;

/// <summary>Knows whether a client may have kept a connection open.</summary>
/// <remarks>
/// Over a kept connection that turns out to be closed, the sockets send a request without content a second time by themselves. When
/// that fails because no new connection can be made, the exception says nothing of the first time, which the server may have read.
/// </remarks>
internal sealed class ConnectionHistory
{
    private volatile bool _hasConnected;

    /// <summary>Whether a request has ever reached a server.</summary>
    public bool HasConnected => _hasConnected;

    public void NoteConnection() => _hasConnected = true;
}
