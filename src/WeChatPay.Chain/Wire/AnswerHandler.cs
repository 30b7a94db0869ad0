namespace WeChatPay.Chain.Wire;

/// <summary>Reads each answer to its end before anybody else sees it, and lets go of the connection of one that is refused.</summary>
internal abstract class AnswerHandler : DelegatingHandler
{
    protected sealed override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            response.Content = new ReceivedBody(await ReceiveAsync(response, PreparedRequest.Of(request), cancellationToken).ConfigureAwait(false));
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    protected sealed override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = base.Send(request, cancellationToken);
        try
        {
            response.Content = new ReceivedBody(Receive(response, PreparedRequest.Of(request), cancellationToken));
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <returns>The body; nothing where it went into a sink.</returns>
    protected abstract ValueTask<byte[]> ReceiveAsync(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReceiveAsync"/>
    protected abstract byte[] Receive(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken);
}
