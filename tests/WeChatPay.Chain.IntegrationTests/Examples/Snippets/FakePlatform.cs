using System.Net;
using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

internal sealed class FakePlatform(string keyId, RSA key, string body) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string timestamp = $"{Formatter.Timestamp()}", nonce = Formatter.Nonce();
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) };
        answer.Headers.Add("Wechatpay-Serial", keyId);
        answer.Headers.Add("Wechatpay-Timestamp", timestamp);
        answer.Headers.Add("Wechatpay-Nonce", nonce);
        answer.Headers.Add("Wechatpay-Signature", Rsa.Sign(Formatter.Response(timestamp, nonce, body), key));
        return answer;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Send(request, cancellationToken));
}
