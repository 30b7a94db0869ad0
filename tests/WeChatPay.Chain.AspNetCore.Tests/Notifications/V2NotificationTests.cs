using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Notifications;

internal sealed class V2NotificationTests
{
    private const string Success = "<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>";

    private int _calls;

    [Test]
    public async Task Post_AVerifiedNotification_IsHandledOnceAndAnsweredSuccess()
    {
        await using var host = await StartAsync();

        var first = await PostAsync(host, "/v2/one", Payment(TestMerchant.One, "1"));
        var repeated = await PostAsync(host, "/v2/one", Payment(TestMerchant.One, "1", nonce: "another"));
        var other = await PostAsync(host, "/v2/one", Payment(TestMerchant.One, "2"));

        Assert.That(new[] { first, repeated, other }, Is.All.EqualTo(new Answer(200, Success)));
        Assert.That(_calls, Is.EqualTo(2));
    }

    [TestCase("altered")]
    [TestCase("unsigned")]
    [TestCase("another merchant's")]
    [TestCase("no xml")]
    [TestCase("empty")]
    public async Task Post_WhatDoesNotVerify_IsAnswered401AndFail(string what)
    {
        await using var host = await StartAsync();
        var xml = Payment(TestMerchant.One, "1");
        xml = what switch
        {
            "altered" => xml.Replace("<total_fee>100<", "<total_fee>1<", StringComparison.Ordinal),
            "unsigned" => xml[..xml.IndexOf("<sign>", StringComparison.Ordinal)] + "</xml>",
            "another merchant's" => Payment(TestMerchant.Two, "1"),
            "no xml" => "{}",
            _ => "",
        };

        var answer = await PostAsync(host, "/v2/one", xml);

        Assert.That(answer, Is.EqualTo(new Answer(401, "<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[The signature does not verify.]]></return_msg></xml>")));
        Assert.That(_calls, Is.Zero);
    }

    private Task<WebHost> StartAsync() => WebHost.StartAsync(app => app.MapWeChatPayV2Notifications("/v2/{merchant}", (notification, cancellationToken) =>
    {
        Assert.That((string?)notification.Data.result_code, Is.EqualTo("SUCCESS"));
        Interlocked.Increment(ref _calls);
        return Task.CompletedTask;
    }));

    private static async Task<Answer> PostAsync(WebHost host, string target, string xml)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new StringContent(xml, new MediaTypeHeaderValue("text/xml")) };
        return await host.SendAsync(request);
    }

    [SuppressMessage("Security", "CA5351", Justification = "APIv2 signs with MD5 by default.")]
    private static string Payment(TestMerchant merchant, string order, string nonce = "IITRi8Iabbblz1Jc")
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["mch_id"] = merchant.Id,
            ["nonce_str"] = nonce,
            ["out_trade_no"] = order,
            ["result_code"] = "SUCCESS",
            ["return_code"] = "SUCCESS",
            ["total_fee"] = "100",
        };
        var text = $"{string.Join('&', fields.Select(field => $"{field.Key}={field.Value}"))}&key={merchant.ApiV2Key}";
        var sign = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));
        return new XElement("xml", fields.Select(field => new XElement(field.Key, field.Value)), new XElement("sign", sign)).ToString(SaveOptions.DisableFormatting);
    }
}
