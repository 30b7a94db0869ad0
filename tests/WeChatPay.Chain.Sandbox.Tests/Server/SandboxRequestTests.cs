using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Server;

public sealed class SandboxRequestTests : OneSandboxTests
{
    [Test]
    public async Task Requests_Sequential_AreInOrder()
    {
        await Merchant.GetAsync("/v3/order/1");
        await Merchant.PostAsync("/v3/order/2?a=1", "{}");
        var between = Sandbox.Requests;
        await Merchant.GetAsync("/v3/order/3");

        Assert.That(InOrder(Sandbox.Requests), Is.EqualTo(["GET /v3/order/1", "POST /v3/order/2?a=1", "GET /v3/order/3"]));
        Assert.That(InOrder(between), Has.Length.EqualTo(2));

        static string[] InOrder(IEnumerable<SandboxRequest> requests) =>
            [.. requests.Select(request => $"{request.Method} {request.Target}")
                .Where(text => text.Contains("/order/", StringComparison.Ordinal))];
    }

    [Test]
    public async Task Requests_Received_AreAsSent()
    {
        var request = Merchant.CreateRequest(HttpMethod.Post, "/v3/refund/a%2Fb?x=%20", "{\"备注\": \"退款\" }", authorization: null);
        request.Headers.Add("Wechatpay-Serial", "PUB_KEY_ID_1");
        request.Headers.Add("X-Several", ["a", "b"]);

        await Merchant.SendAsync(request);

        var received = Received("/v3/refund/a%2Fb?x=%20");
        Assert.That(received.Method, Is.EqualTo(HttpMethod.Post));
        Assert.That(received.Target, Is.EqualTo("/v3/refund/a%2Fb?x=%20"));
        Assert.That(received.Path, Is.EqualTo("/v3/refund/a%2Fb"));
        Assert.That(received.Body, Is.EqualTo("{\"备注\": \"退款\" }"));
        Assert.That(received.BodyBytes, Is.EqualTo(Encoding.UTF8.GetBytes("{\"备注\": \"退款\" }")));
        Assert.That(received.Json.GetProperty("备注").GetString(), Is.EqualTo("退款"));
        Assert.That(received.Headers["WECHATPAY-SERIAL"], Is.EqualTo("PUB_KEY_ID_1"));
        Assert.That(received.Headers["content-type"], Is.EqualTo("application/json"));
        Assert.That(received.Headers["X-Several"].Split(',', StringSplitOptions.TrimEntries), Is.EqualTo(["a", "b"]));
        Assert.That(received.Headers.ContainsKey("Authorization"), Is.False);
    }

    [Test]
    public async Task IsSignatureValid_SignedByMerchant_IsTrue()
    {
        await Merchant.PostAsync("/v3/valid", "{}");

        Assert.That(Received("/v3/valid").IsSignatureValid, Is.True);
    }

    [TestCase("/v3/valid/other", 0)]
    [TestCase("/v3/valid/old", 301)]
    [TestCase("/v3/valid/future", -301)]
    public async Task IsSignatureValid_OtherTargetOrTime_IsFalse(string target, int secondsOld)
    {
        var signed = secondsOld == 0 ? "/v3/elsewhere" : target;
        var authorization = Authorization.Sign(Merchant.Options, "GET", signed, Merchant.Now - secondsOld, []);

        await Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Get, target, "", $"{authorization}"));

        Assert.That(Received(target).IsSignatureValid, Is.False);
    }

    [Test]
    public async Task IsSignatureValid_Unsigned_IsFalse()
    {
        await Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Get, "/v3/valid/none", "", authorization: null));

        Assert.That(Received("/v3/valid/none").IsSignatureValid, Is.False);
    }

    [Test]
    public async Task IsSignatureValid_RequestWithFault_IsTrue()
    {
        Sandbox.Inject(SandboxFault.Status(502), 1, HttpMethod.Get, "v3/valid/fault");

        await Merchant.GetAsync("/v3/valid/fault");

        Assert.That(Received("/v3/valid/fault").IsSignatureValid, Is.True);
    }

    [Test]
    public async Task IsSignatureValid_RequestRejectedForAnotherReason_IsTrue()
    {
        var request = Merchant.CreateRequest(
            HttpMethod.Get, "/v3/valid/header", "", $"{Merchant.Authorize(HttpMethod.Get, "/v3/valid/header")}");
        request.Headers.Remove("Accept");

        await Merchant.SendAsync(request);

        Assert.That(Received("/v3/valid/header").IsSignatureValid, Is.True);
    }

    [TestCase("?a=1&b=2&a=3", "a", ExpectedResult = "1")]
    [TestCase("?a=1&b=2", "b", ExpectedResult = "2")]
    [TestCase("?a=1", "A", ExpectedResult = null)]
    [TestCase("?a", "a", ExpectedResult = null)]
    [TestCase("?a=", "a", ExpectedResult = "")]
    [TestCase("?a=b=c", "a", ExpectedResult = "b=c")]
    [TestCase("?a%5B0%5D=%E4%B8%AD%26%3D+", "a[0]", ExpectedResult = "中&=+")]
    [TestCase("?", "a", ExpectedResult = null)]
    [TestCase("", "a", ExpectedResult = null)]
    [TestCase("?b=?a=1", "b", ExpectedResult = "?a=1")]
    public async Task<string?> Query_Name_IsFirstValueDecoded(string query, string name)
    {
        await Merchant.GetAsync("/v3/query" + query);

        return Received("/v3/query" + query).Query.GetValueOrDefault(name);
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("<xml/>")]
    public async Task Json_InvalidJson_IsUndefined(string body)
    {
        var target = $"/v3/json/{body.Length}";
        await Merchant.PostAsync(target, body);

        Assert.That(Received(target).Json.ValueKind, Is.EqualTo(JsonValueKind.Undefined));
    }

    [Test]
    public async Task Variables_NoTemplateMatches_AreEmpty()
    {
        await Merchant.GetAsync("/v3/nothing/here");

        Assert.That(Received("/v3/nothing/here").Variables, Is.Empty);
    }

    [Test]
    public async Task ToString_Request_OmitsTargetHeadersAndBody()
    {
        await Merchant.PostAsync("/v3/o-Secret_01", """{"name":"o-Secret_01"}""");

        Assert.That($"{Received("/v3/o-Secret_01")}", Is.EqualTo("a POST request of 22 bytes"));
    }

    private SandboxRequest Received(string target) => Sandbox.Requests.Single(request => request.Target == target);
}
