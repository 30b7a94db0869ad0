// Copy this file into an NUnit project with the packages WeChatPay.Chain and WireMock.Net. It needs no account and no keys.
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using NUnit.Framework;
using WeChatPay.Chain;
using WeChatPay.Chain.Crypto;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Shop.Tests;

public sealed class WireMockExample
{
    private const string PlatformKeyId = "PUB_KEY_ID_0119000001092026112100000000000001";

    [Test]
    public async Task Permissions_Requested_ReturnTheTokenOfASignedCall()
    {
        using RSA merchantKey = RSA.Create(2048), platformKey = RSA.Create(2048);
        using var server = WireMockServer.Start("http://127.0.0.1:0");
        using var client = new WeChatPayClient(new WeChatPayClientOptions
        {
            MerchantId = "1900000109",
            MerchantSerialNumber = "3775B6A45ACD588826D15E583A95F5DD5B2C7E10",
            MerchantPrivateKey = merchantKey,
            PlatformKeys = { [PlatformKeyId] = platformKey },
            BaseAddress = new Uri(server.Url!),
        });
        server.Given(Request.Create().UsingPost().WithPath("/v3/payscore/permissions"))
            .RespondWith(Signed("""{"apply_permissions_token":"token-1"}""", platformKey));

        using var response = await client.Chain("v3/payscore/permissions").PostAsync(new { json = new { service_id = "500001" } });

        Assert.That((string)response.Data.apply_permissions_token, Is.EqualTo("token-1"));
        var request = server.LogEntries.Single().RequestMessage;
        Assert.That(request.Body, Is.EqualTo("""{"service_id":"500001"}"""));
        Assert.That(IsSigned(request, merchantKey), Is.True);
    }

    // The platform signs the timestamp, a nonce and the body of each response. The client rejects a timestamp more than 300 s off.
    private static IResponseBuilder Signed(string body, RSA platformKey)
    {
        string timestamp = $"{Formatter.Timestamp()}", nonce = Formatter.Nonce();
        return Response.Create().WithBody(body)
            .WithHeader("Wechatpay-Serial", PlatformKeyId)
            .WithHeader("Wechatpay-Timestamp", timestamp)
            .WithHeader("Wechatpay-Nonce", nonce)
            .WithHeader("Wechatpay-Signature", Rsa.Sign(Formatter.Response(timestamp, nonce, body), platformKey));
    }

    // Authorization: WECHATPAY2-SHA256-RSA2048 mchid="…",serial_no="…",timestamp="…",nonce_str="…",signature="…"
    private static bool IsSigned(IRequestMessage request, RSA merchantKey)
    {
        var values = Regex.Matches(request.Headers!["Authorization"].ToString(), "([a-z_]+)=\"([^\"]+)\"")
            .ToDictionary(pair => pair.Groups[1].Value, pair => pair.Groups[2].Value);
        var target = new Uri(request.Url).PathAndQuery;
        var message = Formatter.Request(request.Method, target, values["timestamp"], values["nonce_str"], request.Body ?? "");
        return Rsa.Verify(message, values["signature"], merchantKey);
    }
}
