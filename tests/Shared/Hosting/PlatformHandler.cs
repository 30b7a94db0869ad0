using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>The platform as the innermost handler, with signed responses, behind an optional gate.</summary>
internal sealed class PlatformHandler(TestMerchant merchant, Gate? gate = null) : HttpMessageHandler
{
    public ConcurrentQueue<string> Authorizations { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await (gate?.PassAsync(cancellationToken) ?? Task.CompletedTask);
        return Send(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Authorizations.Enqueue(request.Headers.Authorization?.Parameter ?? "");
        var (timestamp, nonce, body) = ($"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}", "593BEC0C930BF1AFEB40B4A08C8FB242", "{}");
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) };
        response.Headers.Add("Wechatpay-Serial", TestMerchant.PublicKeyId);
        response.Headers.Add("Wechatpay-Timestamp", timestamp);
        response.Headers.Add("Wechatpay-Nonce", nonce);
        response.Headers.Add("Wechatpay-Signature", Convert.ToBase64String(
            merchant.PlatformKey.SignData(
                Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n{body}\n"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        return response;
    }
}
