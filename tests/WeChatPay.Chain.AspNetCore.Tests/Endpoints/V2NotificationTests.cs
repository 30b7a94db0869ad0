using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.AspNetCore.Tests.Endpoints;

internal sealed class V2NotificationTests
{
    private const string Success = "<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>";

    private int _calls;

    [Test]
    public async Task Post_ValidNotification_IsHandledOnceAndGetsSuccess()
    {
        await using var host = await StartAsync();

        var first = await PostAsync(host, "/v2/one", Payment(TestMerchant.One, "1"));
        var repeated = await PostAsync(host, "/v2/one", Payment(TestMerchant.One, "1", nonce: "another"));
        var other = await PostAsync(host, "/v2/one", Payment(TestMerchant.One, "2"));

        Assert.That(new[] { first, repeated, other }, Is.All.EqualTo(new HostResponse(200, Success)));
        Assert.That(_calls, Is.EqualTo(2));
    }

    [TestCase("altered")]
    [TestCase("unsigned")]
    [TestCase("another merchant's")]
    [TestCase("no xml")]
    [TestCase("empty")]
    public async Task Post_InvalidNotification_Gets401AndFail(string what)
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

        var response = await PostAsync(host, "/v2/one", xml);

        Assert.That(response, Is.EqualTo(new HostResponse(
            401,
            "<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[The signature does not verify.]]></return_msg></xml>")));
        Assert.That(_calls, Is.Zero);
    }

    [TestCase("another key")]
    [TestCase("not a ciphertext")]
    [TestCase("plaintext without XML")]
    public async Task Post_UndecryptableReqInfo_Gets401AndLogsWarning(string what)
    {
        await using var host = await StartAsync();
        var reqInfo = what switch
        {
            "another key" => AesEcb.Encrypt("<root><refund_id>1</refund_id></root>", Hash.Md5(TestMerchant.Two.ApiV2Key)),
            "not a ciphertext" => "secret-value",
            _ => AesEcb.Encrypt("secret-value", Hash.Md5(TestMerchant.One.ApiV2Key)),
        };

        var response = await PostAsync(host, "/v2/one", Refund(TestMerchant.One, reqInfo));

        Assert.That(response.Status, Is.EqualTo(401));
        Assert.That(
            host.Log.Lines.Where(line => line.Contains("was rejected", StringComparison.Ordinal)),
            Has.One.Items.And.All.StartWith("Warning "));
        Assert.That(host.Log.Lines, Has.None.StartWith("Error ").And.None.Contain("secret-value"));
        Assert.That(_calls, Is.Zero);
    }

    [Test]
    public async Task Post_RefundAlteredOutsideItsCiphertext_IsHandledOnce()
    {
        await using var host = await StartAsync(refunds: true);
        const string Plaintext = "<root><refund_id>50000408942018111907145868882</refund_id>"
            + "<refund_recv_accout>aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbcccccccccccccccc"
                + "</refund_recv_accout><refund_status>SUCCESS</refund_status></root>";
        var blocks = Convert.FromBase64String(AesEcb.Encrypt(Plaintext, Hash.Md5(TestMerchant.One.ApiV2Key))).Chunk(16).ToArray();

        var statuses = new List<int> { (await PostAsync(host, "/v2/one", Refund(TestMerchant.One, Base64(blocks)))).Status };
        for (var at = 0; at < blocks.Length; at++)
        {
            statuses.Add((await PostAsync(
                host, "/v2/one", Refund(TestMerchant.One, Base64([.. blocks[..(at + 1)], .. blocks[at..]]), $"<extra{at}/>"))).Status);
        }

        Assert.That(statuses[0], Is.EqualTo(200));
        Assert.That(statuses, Has.All.AnyOf(200, 401));
        Assert.That(_calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Post_PaymentWithAddedEmptyElements_IsHandledOnce()
    {
        await using var host = await StartAsync();
        var xml = Payment(TestMerchant.One, "1");

        await PostAsync(host, "/v2/one", xml);
        var altered = await PostAsync(
            host, "/v2/one", xml.Replace("<sign>", "<x/><transaction_id></transaction_id><sign>", StringComparison.Ordinal));

        Assert.That(altered.Status, Is.EqualTo(200));
        Assert.That(_calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Post_UnverifiedElementNames_AreNotLogged()
    {
        await using var host = await StartAsync();

        await PostAsync(host, "/v2/one", "<xml><secret-name>1</secret-name><secret-name>2</secret-name></xml>");

        Assert.That(host.Log.Text, Does.Contain("was rejected").And.Not.Contain("secret-name"));
    }

    private Task<WebHost> StartAsync(bool refunds = false) =>
        WebHost.StartAsync(app => app.MapWeChatPayV2Notifications("/v2/{merchant}", (notification, cancellationToken) =>
        {
            Assert.That((string?)notification.Data.result_code, Is.EqualTo(refunds ? null : "SUCCESS"));
            Interlocked.Increment(ref _calls);
            return Task.CompletedTask;
        }));

    private static async Task<HostResponse> PostAsync(WebHost host, string target, string xml)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = new StringContent(xml, new MediaTypeHeaderValue("text/xml"))
        };
        return await host.SendAsync(request);
    }

    private static string Refund(TestMerchant merchant, string reqInfo, string more = "") =>
        $"<xml><return_code>SUCCESS</return_code><mch_id>{merchant.Id}</mch_id><req_info>{reqInfo}</req_info>{more}</xml>";

    private static string Base64(byte[][] blocks) => Convert.ToBase64String([.. blocks.SelectMany(block => block)]);

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
        return new XElement("xml", fields.Select(field => new XElement(field.Key, field.Value)), new XElement("sign", sign))
            .ToString(SaveOptions.DisableFormatting);
    }
}
