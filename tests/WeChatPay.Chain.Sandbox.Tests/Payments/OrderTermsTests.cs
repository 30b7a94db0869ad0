using System.Text.Json.Nodes;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Payments;

public sealed class OrderTermsTests : OneSandboxTests
{
    private static IEnumerable<TestCaseData> InvalidFields =>
    [
        new("native", "appid", null, "/appid"),
        new("native", "appid", "8888888888888888", "/appid"),
        new("native", "mchid", null, "/mchid"),
        new("native", "mchid", "1900000000", "/mchid"),
        new("native", "description", "", "/description"),
        new("native", "description", new string('苹', 128), "/description"),
        new("native", "out_trade_no", null, "/out_trade_no"),
        new("native", "out_trade_no", "A2026", "/out_trade_no"),
        new("native", "out_trade_no", "A2026 0601", "/out_trade_no"),
        new("native", "out_trade_no", new string('1', 33), "/out_trade_no"),
        new("native", "time_expire", "tomorrow", "/time_expire"),
        new("native", "attach", new string('1', 129), "/attach"),
        new("native", "amount", null, "/amount/total"),
        new("native", "amount/total", null, "/amount/total"),
        new("native", "amount/total", 0, "/amount/total"),
        new("native", "amount/total", -1, "/amount/total"),
        new("native", "amount/total", 1.5, "/amount/total"),
        new("native", "amount/total", "100", "/amount/total"),
        new("native", "amount/currency", "USD", "/amount/currency"),
        new("jsapi", "payer", null, "/payer/openid"),
        new("h5", "scene_info/payer_client_ip", null, "/scene_info/payer_client_ip"),
        new("h5", "scene_info/h5_info", null, "/scene_info/h5_info/type"),
    ];

    [TestCaseSource(nameof(InvalidFields))]
    public async Task Read_InvalidField_ErrorNamesIt(string type, string path, object? value, string named)
    {
        var response = await Merchant.PostAsync(
            $"/v3/pay/transactions/{type}", Complete(type, $"wrong-{Guid.NewGuid():N}"[..30]).With(path, JsonValue.Create(value)));

        Assert.That(response.StatusCode, Is.EqualTo(400));
        Assert.That(response.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(response.Detail.GetProperty("field").GetString(), Is.EqualTo(named));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("/notify")]
    [TestCase("ftp://127.0.0.1/notify")]
    [TestCase("https://example.com/notify")]
    [TestCase("http://localhost.example.com/notify")]
    [TestCase("http://127.0.0.1.example.com/notify")]
    [TestCase("http://127.0.0.1@example.com/notify")]
    [TestCase("http://10.0.0.1/notify")]
    [TestCase("http://0.0.0.0/notify")]
    [TestCase("http://169.254.169.254/notify")]
    [TestCase("http://127.0.0.1/notify?order=1")]
    public async Task Read_OtherNotifyUrl_ReturnsParameterError(string? notifyUrl)
    {
        var response = await Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options).With("notify_url", notifyUrl));

        Assert.That(response.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(response.Detail.GetProperty("field").GetString(), Is.EqualTo("/notify_url"));
    }

    [TestCase("http://127.0.0.1:9/notify")]
    [TestCase("http://127.8.9.10:9/notify")]
    [TestCase("http://localhost:9/notify")]
    [TestCase("https://LOCALHOST:9/notify")]
    [TestCase("http://[::1]:9/notify")]
    public async Task Read_LoopbackNotifyUrl_IsAccepted(string notifyUrl)
    {
        var response = await Merchant.PostAsync(
            Orders.Native, Orders.Body(Merchant.Options, $"url-{Guid.NewGuid():N}"[..32], notifyUrl: notifyUrl));

        Assert.That(response.StatusCode, Is.EqualTo(200), response.Body);
    }

    [TestCase("native", "code_url", "^weixin://wxpay/bizpayurl\\?pr=[0-9]+$")]
    [TestCase("jsapi", "prepay_id", "^wx[0-9]{34}$")]
    [TestCase("app", "prepay_id", "^wx[0-9]{34}$")]
    [TestCase("h5", "h5_url", "^https://wx\\.tenpay\\.com/")]
    public async Task Read_CompleteOrder_ReturnsPrepayment(string type, string name, string pattern)
    {
        var response = await Merchant.PostAsync($"/v3/pay/transactions/{type}", Complete(type, $"complete-{type}"));

        Assert.That(response.StatusCode, Is.EqualTo(200), response.Body);
        Assert.That(response.Text(name), Does.Match(pattern));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.True);
    }

    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("")]
    public async Task Read_BodyNotJsonObject_ReturnsParameterError(string body)
    {
        var response = await Merchant.PostAsync(Orders.Native, body);

        Assert.That(response.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(response.Detail.GetProperty("field").GetString(), Is.EqualTo("/"));
    }

    private JsonObject Complete(string type, string outTradeNo)
    {
        var body = Orders.Body(Merchant.Options, outTradeNo);
        return type switch
        {
            "jsapi" => body.With("payer/openid", "o-1"),
            "h5" => body.With("scene_info/payer_client_ip", "127.0.0.1").With("scene_info/h5_info/type", "Wap"),
            _ => body,
        };
    }
}
