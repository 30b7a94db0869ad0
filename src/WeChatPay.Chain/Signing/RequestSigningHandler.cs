using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Signing;

/// <summary>Signs each request just before it leaves, so that every attempt has its own timestamp and nonce, and what is signed is what is sent.</summary>
internal sealed class RequestSigningHandler(MerchantCredentials credentials, TimeProvider timeProvider) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sign(request, await SignedBody.ReadAsync(request, cancellationToken).ConfigureAwait(false));
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sign(request, SignedBody.Read(request, cancellationToken));
        return base.Send(request, cancellationToken);
    }

    private void Sign(HttpRequestMessage request, byte[] body)
    {
        var timestamp = timeProvider.GetUtcNow().ToUnixTimeSeconds();
        var authorization = AuthorizationHeader.Create(credentials, request.Method.Method, request.RequestUri!.PathAndQuery, timestamp, body);
        request.Headers.Remove(WeChatPayHeaders.Authorization);
        request.Headers.TryAddWithoutValidation(WeChatPayHeaders.Authorization, authorization);
    }
}
