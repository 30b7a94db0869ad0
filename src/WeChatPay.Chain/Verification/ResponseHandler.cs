using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Responses;

namespace WeChatPay.Chain.Verification;

/// <summary>
/// Reads each response to its end before anybody else sees it, lets only a successful one pass, and releases the connection of any other.
/// </summary>
/// <param name="timeProvider">Measures the platform's <c>Retry-After</c>.</param>
internal abstract class ResponseHandler(TimeProvider timeProvider) : DelegatingHandler
{
    protected sealed override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var prepared = PreparedRequest.Of(request);
        prepared.Leave();
        try
        {
            return Received(response, await ReceiveAsync(response, prepared, cancellationToken).ConfigureAwait(false), prepared);
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
        var prepared = PreparedRequest.Of(request);
        prepared.Leave();
        try
        {
            return Received(response, Receive(response, prepared, cancellationToken), prepared);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <returns>The body; empty where it went into a sink.</returns>
    protected abstract ValueTask<ReceivedBody> ReceiveAsync(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReceiveAsync"/>
    protected abstract ReceivedBody Receive(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken);

    /// <summary>The error that a response is.</summary>
    protected WeChatPayApiException Error(HttpResponseMessage response, byte[] body, PreparedRequest request) =>
        ErrorOf(new WeChatPayResponse(response, body), request);

    private HttpResponseMessage Received(HttpResponseMessage response, ReceivedBody body, PreparedRequest request)
    {
        response.Content = body;
        return response.IsSuccessStatusCode ? response : throw Error(response, body.Bytes, request);
    }

    private WeChatPayApiException ErrorOf(WeChatPayResponse response, PreparedRequest request) => WeChatPayApiException.From(
        response,
        request.ToString(),
        code => code switch
        {
            "SIGN_ERROR" => SignatureAdvice.For(request, response, timeProvider.GetUtcNow()),
            "RESOURCE_NOT_EXISTS" => PathAdvice.For(request),
            _ => "",
        },
        timeProvider);
}
