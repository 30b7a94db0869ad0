namespace WeChatPay.Chain.Calls;

/// <summary>Knows whether a client has ever had a connection.</summary>
/// <remarks>
/// The sockets send a request without content again by themselves when the server closes the connection without a response. When that
/// fails because no other connection can be made, the exception says nothing of the first time, which the server may have read.
/// </remarks>
internal sealed class ConnectionHistory
{
    private volatile bool _hasConnected;

    public bool HasConnected => _hasConnected;

    public void NoteConnection() => _hasConnected = true;
}
