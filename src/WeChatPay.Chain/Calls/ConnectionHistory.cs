namespace WeChatPay.Chain.Calls;

/// <summary>Records whether a client has ever had a connection.</summary>
/// <remarks>
/// <see cref="SocketsHttpHandler"/> resends a request without content when the server closes the connection without a response. If no
/// other connection can be made for it, the exception does not mention the first one, on which the server may have received the request.
/// </remarks>
internal sealed class ConnectionHistory
{
    private volatile bool _hasConnected;

    public bool HasConnected => _hasConnected;

    public void RecordConnection() => _hasConnected = true;
}
