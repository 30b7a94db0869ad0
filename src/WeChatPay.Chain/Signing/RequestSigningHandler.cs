using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Signing;

/// <summary>
/// Signs each request just before it is sent, so that every attempt has its own timestamp and nonce, and exactly the sent bytes are signed.
/// </summary>
internal sealed class RequestSigningHandler(IRequestSigner signer, TimeProvider timeProvider) : PipelineHandler
{
    private long Timestamp => timeProvider.GetUtcNow().ToUnixTimeSeconds();

    protected override ValueTask<HttpResponseMessage> ProcessAsync(
        HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        // The common case: the bytes and the key are in memory, so that nothing has to be awaited.
        if (signer is RsaRequestSigner && SignedBody.TryGet(request.Content) is { } body)
        {
            Authorize(request, Sign(request, body));
            return ContinueAsync(request, isAsync, cancellationToken);
        }
        return SignAndContinueAsync(request, isAsync, cancellationToken);
    }

    private async ValueTask<HttpResponseMessage> SignAndContinueAsync(
        HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        var body = await SignedBody.ReadAsync(request, isAsync, cancellationToken).ConfigureAwait(false);
        Authorize(request, isAsync ? await SignAsync(request, body, cancellationToken).ConfigureAwait(false) : Sign(request, body));
        return await ContinueAsync(request, isAsync, cancellationToken).ConfigureAwait(false);
    }

    private string Sign(HttpRequestMessage request, byte[] body) =>
        AuthorizationHeader.Create(signer, request.Method.Method, request.RequestUri!.PathAndQuery, Timestamp, body);

    private ValueTask<string> SignAsync(HttpRequestMessage request, byte[] body, CancellationToken cancellationToken) =>
        AuthorizationHeader.CreateAsync(
            signer, request.Method.Method, request.RequestUri!.PathAndQuery, Timestamp, body, cancellationToken);

    private static void Authorize(HttpRequestMessage request, string authorization)
    {
        request.Headers.Remove(WeChatPayHeaders.Authorization);
        request.Headers.TryAddWithoutValidation(WeChatPayHeaders.Authorization, authorization);
    }
}
