using System.Text;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Signing;

public sealed partial class RequestVerifierTests
{
    [Test]
    public async Task Verify_InvalidSignature_ErrorShowsSignatureMessage()
    {
        var signed = Merchant.Authorize(HttpMethod.Post, Target, "{}");

        var response = await Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Post, Target, Body, $"{signed}"));

        var shown = response.Detail.GetProperty("sign_information");
        var head = $"POST\n{Target}\n{signed.Timestamp}\n{signed.Nonce}\n";
        Assert.That(shown.GetProperty("method").GetString(), Is.EqualTo("POST"));
        Assert.That(shown.GetProperty("url").GetString(), Is.EqualTo(Target));
        Assert.That(shown.GetProperty("truncated_sign_message").GetString(), Is.EqualTo(head + Body[..8] + "\n"));
        Assert.That(shown.GetProperty("sign_message_length").GetInt32(), Is.EqualTo(head.Length + Body.Length + 1));
    }

    [Test]
    public async Task Verify_InvalidSignatureWithoutBody_MessageEndsWithEmptyLine()
    {
        var signed = Merchant.Authorize(HttpMethod.Get, SampleCalls.QueryAuthorization, "something");

        var response = await SendAsync($"{signed}");

        var message = $"GET\n{SampleCalls.QueryAuthorization}\n{signed.Timestamp}\n{signed.Nonce}\n\n";
        var shown = response.Detail.GetProperty("sign_information");
        Assert.That(shown.GetProperty("truncated_sign_message").GetString(), Is.EqualTo(message));
        Assert.That(shown.GetProperty("sign_message_length").GetInt32(), Is.EqualTo(message.Length));
    }

    [Test]
    public async Task Verify_InvalidSignatureWithChineseBody_CountsBytes()
    {
        const string body = """{"姓名":"李四"}""";
        var signed = Merchant.Authorize(HttpMethod.Post, Target);

        var response = await Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Post, Target, body, $"{signed}"));

        var message = $"POST\n{Target}\n{signed.Timestamp}\n{signed.Nonce}\n{body}\n";
        var shown = response.Detail.GetProperty("sign_information");
        Assert.That(shown.GetProperty("sign_message_length").GetInt32(), Is.EqualTo(Encoding.UTF8.GetByteCount(message)));
    }

    [Test]
    public async Task Verify_AnyError_RevealsNoSecrets()
    {
        var signed = Merchant.Authorize(HttpMethod.Post, Target, "{}");
        Authorization[] wrong =
        [
            signed,
            signed with { MerchantId = "1" },
            signed with { Serial = "1" },
            signed with { Timestamp = "1" },
            signed with { Scheme = "x" }
        ];

        foreach (var authorization in wrong)
        {
            var response = await Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Post, Target, Body, $"{authorization}"));

            Assert.That(response.StatusCode, Is.EqualTo(401));
            Assert.That(response.Body, Does.Not.Contain(signed.Signature));
            Assert.That(response.Body, Does.Not.Contain("o-Secret_01"));
            Assert.That(response.Body, Does.Not.Contain(Merchant.Options.MerchantId));
            Assert.That(response.Body, Does.Not.Contain(Merchant.Options.MerchantSerialNumber));
            Assert.That(response.Body, Does.Not.Contain(Merchant.Options.ApiV3Key));
        }
    }
}
