namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>Takes a handler from the factory for each request, so that a client of any age reaches sockets that are young: addresses change, and the factory renews them.</summary>
internal sealed class FactoryHandler(IHttpMessageHandlerFactory factory, string name) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var sender = Sender();
        return await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var sender = Sender();
        return sender.Send(request, cancellationToken);
    }

    // The factory disposes its handlers itself, when they are old and nobody uses them.
    private HttpMessageInvoker Sender() => new(factory.CreateHandler(name), disposeHandler: false);
}
