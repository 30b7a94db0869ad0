using System.Text;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests;

public sealed class WeChatPaySandboxRespondTests : OneSandboxTests
{
    [Test]
    public async Task Respond_Object_IsSerializedWithNamesKept()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/object", new { trade_state = "SUCCESS", CamelCase = "姓名", none = (string?)null });

        var response = await Merchant.GetAsync("/v3/object");

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Body, Is.EqualTo("""{"trade_state":"SUCCESS","CamelCase":"姓名","none":null}"""));
        Assert.That(response.Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.True);
    }

    [Test]
    public async Task Respond_ObjectChangedLater_IsSentAsItWas()
    {
        var body = new Dictionary<string, string> { ["state"] = "before" };
        Sandbox.Respond(HttpMethod.Get, "v3/changing", body);
        body["state"] = "after";

        var response = await Merchant.GetAsync("/v3/changing");

        Assert.That(response.Body, Is.EqualTo("""{"state":"before"}"""));
    }

    [Test]
    public async Task Respond_Twice_NewestWins()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/twice/a", new { number = 1 });
        Sandbox.Respond(HttpMethod.Get, "v3/twice/{which}", new { number = 2 });

        var first = await Merchant.GetAsync("/v3/twice/a");
        Sandbox.Respond(HttpMethod.Get, "v3/twice/a", new { number = 3 });
        var second = await Merchant.GetAsync("/v3/twice/a");

        Assert.That(first.Body, Is.EqualTo("""{"number":2}"""));
        Assert.That(second.Body, Is.EqualTo("""{"number":3}"""));
    }

    [Test]
    public async Task Respond_BuiltInEndpoint_ReplacesIt()
    {
        Sandbox.Respond(HttpMethod.Post, "v3/payscore/permissions", SandboxResponse.Error(403, "NO_AUTH", "商户无权限"));

        var response = await Merchant.PostAsync(SampleCalls.Permissions, "{}");

        Assert.That(response.StatusCode, Is.EqualTo(403));
        Assert.That(response.Body, Is.EqualTo("""{"code":"NO_AUTH","message":"商户无权限"}"""));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.False);
    }

    [Test]
    public async Task Respond_TwoMethods_AreIndependent()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/methods", new { method = "get" });
        Sandbox.Respond(HttpMethod.Delete, "v3/methods", new { method = "delete" });

        Assert.That((await Merchant.GetAsync("/v3/methods")).Body, Does.Contain("get"));
        Assert.That((await Merchant.SendAsync(HttpMethod.Delete, "/v3/methods")).Body, Does.Contain("delete"));
        Assert.That((await Merchant.PostAsync("/v3/methods", "{}")).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task Respond_Handler_ReceivesRequest()
    {
        Sandbox.Respond(HttpMethod.Post, "v3/orders/{order}/refunds/{refund}", request => new
        {
            order = request.Variables["order"],
            refund = request.Variables["refund"],
            total = request.Json.GetProperty("total").GetInt32(),
            full = request.Query["full"],
            agent = request.Headers["user-agent"],
            valid = request.IsSignatureValid,
        });

        var response = await Merchant.PostAsync("/v3/orders/A%2F1%20%E4%B8%AD/refunds/r-2?full=%E6%98%AF&x=1", """{"total":3}""");

        Assert.That(
            response.Body,
            Is.EqualTo("""{"order":"A/1 中","refund":"r-2","total":3,"full":"是","agent":"bare-merchant/1.0","valid":true}"""));
    }

    [Test]
    public async Task Respond_CountingHandler_IsCalledForEachRequest()
    {
        var calls = 0;
        Sandbox.Respond(HttpMethod.Get, "v3/states", _ =>
            Interlocked.Increment(ref calls) == 1 ? SandboxResponse.Empty(202) : new { trade_state = "SUCCESS" });

        var responses = new[] { await Merchant.GetAsync("/v3/states"), await Merchant.GetAsync("/v3/states") };

        Assert.That(responses.Select(response => response.StatusCode), Is.EqualTo([202, 200]));
    }

    [Test]
    public async Task Respond_HandlerAndUnsignedRequest_IsNotCalled()
    {
        var calls = 0;
        Sandbox.Respond(HttpMethod.Get, "v3/guarded", _ => Interlocked.Increment(ref calls));

        var response = await Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Get, "/v3/guarded", "", authorization: null));

        Assert.That(response.StatusCode, Is.EqualTo(401));
        Assert.That(calls, Is.Zero);
    }

    [Test]
    public async Task Respond_HandlerThrows_ReturnsSystemErrorWithException()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/throwing", _ => throw new InvalidOperationException("the test's own mistake"));

        var response = await Merchant.GetAsync("/v3/throwing?a=1");

        Assert.That(response.StatusCode, Is.EqualTo(500));
        Assert.That(response.Code, Is.EqualTo("SYSTEM_ERROR"));
        Assert.That(
            response.Json.GetProperty("message").GetString(),
            Does.Contain("a GET request").And.Contain("InvalidOperationException").And.Contain("the test's own mistake"));
        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
        Assert.That(RequestTo("/v3/throwing?a=1").HandlerException, Is.TypeOf<InvalidOperationException>());
    }

    [Test]
    public async Task Respond_HandlerReturnsNull_ReturnsSystemError()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/nothing", _ => null!);

        var response = await Merchant.GetAsync("/v3/nothing");

        Assert.That(response.Code, Is.EqualTo("SYSTEM_ERROR"));
        Assert.That(RequestTo("/v3/nothing").HandlerException, Is.TypeOf<ArgumentNullException>());
    }

    [Test]
    public async Task Respond_HandlerReturnsTask_ReturnsSystemError()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/task", _ => Task.FromResult(SandboxResponse.Empty()));

        var response = await Merchant.GetAsync("/v3/task");

        Assert.That(response.Code, Is.EqualTo("SYSTEM_ERROR"));
        Assert.That(RequestTo("/v3/task").HandlerException, Is.TypeOf<ArgumentException>());
    }

    [Test]
    public void Respond_OtherDelegate_Throws()
    {
        Func<SandboxRequest, Task<SandboxResponse>, object> function = (_, response) => response;

        Assert.That(
            () => Sandbox.Respond(HttpMethod.Get, "v3/kind", function),
            Throws.ArgumentException.With.Message.Contains("function of the request"));
        Assert.That(
            () => Sandbox.Respond(HttpMethod.Get, "v3/kind", async (SandboxRequest request) => await Task.FromResult(request.Path)),
            Throws.ArgumentException);
    }

    [Test]
    public async Task Respond_HandlerSucceeds_RecordsNoException()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/working", _ => new { });

        await Merchant.GetAsync("/v3/working");

        Assert.That(RequestTo("/v3/working").HandlerException, Is.Null);
    }

    [TestCase(200)]
    [TestCase(202)]
    [TestCase(204)]
    public async Task Respond_EmptyAndSuccessful_IsSignedOverEmptyBody(int status)
    {
        Sandbox.Respond(HttpMethod.Post, $"v3/empty/{status}", SandboxResponse.Empty(status));

        var response = await Merchant.PostAsync($"/v3/empty/{status}", "{}");

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(response.BodyBytes, Is.Empty);
        Assert.That(response.Headers.Keys, Has.None.EqualTo("Content-Type"));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.True);
    }

    [Test]
    public async Task Respond_Text_IsUtf8WithContentType()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/text", SandboxResponse.Text("<html>网关</html>", "text/html; charset=utf-8", 502));

        var response = await Merchant.GetAsync("/v3/text");

        Assert.That(response.StatusCode, Is.EqualTo(502));
        Assert.That(response.BodyBytes, Is.EqualTo(Encoding.UTF8.GetBytes("<html>网关</html>")));
        Assert.That(response.Headers["Content-Type"], Is.EqualTo("text/html; charset=utf-8"));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.False);
    }

    [Test]
    public async Task Respond_Bytes_AreSentUnchanged()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100_000).Select(number => (byte)number)];
        Sandbox.Respond(HttpMethod.Get, "v3/bytes", SandboxResponse.Bytes(bytes));

        var response = await Merchant.GetAsync("/v3/bytes");

        Assert.That(response.BodyBytes, Is.EqualTo(bytes));
        Assert.That(response.Headers["Content-Length"], Is.EqualTo("100000"));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.True);
    }

    [Test]
    public async Task Respond_NotSigned_HasNoSignature()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/billdownload/file", SandboxResponse.Text("`2026-06-01`") with { IsSigned = false });

        var response = await Merchant.GetAsync("/v3/billdownload/file?token=a");

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }

    [Test]
    public async Task Respond_Headers_AreSentWithSignature()
    {
        var headers = new Dictionary<string, string> { ["Retry-After"] = "7", ["request-id"] = "08F0-1", ["Wechatpay-Nonce"] = "mine" };
        Sandbox.Respond(HttpMethod.Get, "v3/headers", SandboxResponse.Json(new { }) with { Headers = headers });

        var response = await Merchant.GetAsync("/v3/headers");

        Assert.That(response.Headers["Retry-After"], Is.EqualTo("7"));
        Assert.That(response.Headers["Request-ID"], Is.EqualTo("08F0-1"));
        Assert.That(response.Headers["Wechatpay-Nonce"], Is.Not.EqualTo("mine"));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.True);
    }

    private SandboxRequest RequestTo(string target) => Sandbox.Requests.Single(request => request.Target == target);
}
