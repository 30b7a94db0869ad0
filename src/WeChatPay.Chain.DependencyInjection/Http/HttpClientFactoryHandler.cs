namespace WeChatPay.Chain.DependencyInjection.Http;

/// <summary>
/// Gets a handler from IHttpClientFactory for each request: the factory renews its handlers, so that a long-lived client follows DNS
/// changes.
/// </summary>
internal sealed class HttpClientFactoryHandler(IHttpMessageHandlerFactory factory, string name) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var invoker = CreateInvoker();
        return await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var invoker = CreateInvoker();
        return invoker.Send(request, cancellationToken);
    }

    // The factory disposes its handlers itself, when they have expired and are no longer in use.
    private HttpMessageInvoker CreateInvoker() => new(factory.CreateHandler(name), disposeHandler: false);
}
