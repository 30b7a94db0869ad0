using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Signing;

/// <summary>Signs each request just before it leaves, so that every attempt has its own timestamp and nonce, and what is signed is what is sent.</summary>
internal sealed class RequestSigningHandler(IRequestSigner signer, TimeProvider timeProvider) : DelegatingHandler
{
    private long Timestamp => timeProvider.GetUtcNow().ToUnixTimeSeconds();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (signer is not RsaRequestSigner || SignedBody.Known(request.Content) is not { } body)
        {
            return SignAndSendAsync(request, cancellationToken);
        }
        // There is nothing to wait for, as nearly always.
        Authorize(request, AuthorizationHeader.Create(signer, request.Method.Method, request.RequestUri!.PathAndQuery, Timestamp, body));
        return base.SendAsync(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = SignedBody.Read(request, cancellationToken);
        Authorize(request, AuthorizationHeader.Create(signer, request.Method.Method, request.RequestUri!.PathAndQuery, Timestamp, body));
        return base.Send(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SignAndSendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await SignedBody.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        Authorize(request, await AuthorizationHeader.CreateAsync(signer, request.Method.Method, request.RequestUri!.PathAndQuery, Timestamp, body, cancellationToken).ConfigureAwait(false));
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static void Authorize(HttpRequestMessage request, string authorization)
    {
        request.Headers.Remove(WeChatPayHeaders.Authorization);
        request.Headers.TryAddWithoutValidation(WeChatPayHeaders.Authorization, authorization);
    }
}
