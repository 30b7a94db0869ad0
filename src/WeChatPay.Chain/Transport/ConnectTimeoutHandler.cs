namespace WeChatPay.Chain.Transport;

/// <summary>Says of a connection that was not made in time that nothing was sent. The sockets call that a cancellation, as if the caller had given up and the outcome were unknown.</summary>
internal sealed class ConnectTimeoutHandler(SocketsHttpHandler sockets) : DelegatingHandler(sockets)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (IsConnectTimeout(exception, cancellationToken))
        {
            throw NotConnected(request, exception);
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return base.Send(request, cancellationToken);
        }
        catch (OperationCanceledException exception) when (IsConnectTimeout(exception, cancellationToken))
        {
            throw NotConnected(request, exception);
        }
    }

    private static bool IsConnectTimeout(OperationCanceledException exception, CancellationToken cancellationToken) =>
        exception.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested;

    private HttpRequestException NotConnected(HttpRequestMessage request, Exception exception) => new(
        HttpRequestError.ConnectionError,
        $"No connection to {request.RequestUri!.Host} could be made within {sockets.ConnectTimeout.TotalSeconds:0.###} s. Nothing was sent.",
        exception);
}
