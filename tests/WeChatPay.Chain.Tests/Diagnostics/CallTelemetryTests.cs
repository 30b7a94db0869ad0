using System.Diagnostics;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Diagnostics;

internal sealed class CallTelemetryTests
{
    private const string Duration = "wechatpay.client.call.duration";
    private const string Unconnected = "ConnectionError";

    private readonly LeapingTimeProvider _clock = new();
    private readonly string _template =
        $"v3/watched/{TestContext.CurrentContext.Test.MethodName!.Split('_')[^1].ToLowerInvariant()[..12]}{Letters()}/{{id}}";

    [Test]
    public async Task Call_ThatSucceeds_IsASpanAndADuration([Values] Way way)
    {
        using var watcher = new Watcher(_template);
        using var client = new FakePlatform(_ =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1.5));
            return new FakeResponse();
        }, _clock).CreateClient();

        await way.PostAsync(client.Chain(_template), new { id = "1", json = new { a = 1 } });

        Dictionary<string, object?> expected = new()
        {
            ["http.request.method"] = "POST",
            ["url.template"] = _template,
            ["server.address"] = "api.mch.weixin.qq.com",
            ["server.port"] = 443,
            ["wechatpay.merchant_id"] = Merchant.Id,
            ["http.response.status_code"] = 200,
            ["wechatpay.outcome"] = "success",
        };
        Assert.That(watcher.Call.DisplayName, Is.EqualTo($"POST {_template}"));
        Assert.That(watcher.Call.TagObjects, Is.EquivalentTo(expected.Append(new("wechatpay.request_id", "08F5A1B2C3D4E5F6-0"))));
        Assert.That(watcher.Call.Status, Is.EqualTo(ActivityStatusCode.Unset));
        Assert.That(watcher.Of(Duration).Single().Tags, Is.EquivalentTo(expected));
        Assert.That(watcher.Of(Duration).Single().Value, Is.EqualTo(1.5));
        Assert.That(watcher.Attempts.Single().ParentSpanId, Is.EqualTo(watcher.Call.SpanId));
    }

    [TestCase(400, "no_effect")]
    [TestCase(500, "unknown")]
    public async Task Call_ThatIsRejected_IsAnErrorWithItsStatus(int status, string outcome)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var watcher = new Watcher(_template);
            using var client = new FakePlatform(FakeResponse.Error(status, """{"code":"NO"}""")).CreateClient();

            await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain(_template), new { id = "1" }));

            Assert.That(Ending(watcher.Call), Is.EqualTo((status, $"{status}", outcome)));
            Assert.That(Ending(watcher.Attempts.Single()), Is.EqualTo((status, $"{status}", outcome)));
            Assert.That(watcher.Call.Status, Is.EqualTo(ActivityStatusCode.Error));
            Assert.That(watcher.Of(Duration).Single().Tags["error.type"], Is.EqualTo($"{status}"));
        }
    }

    [Test]
    public async Task Call_ThatTimesOut_IsATimeoutOfUnknownOutcome([Values] Way way)
    {
        using var watcher = new Watcher(_template);
        var options = Merchant.Options(new SilentPlatform());
        options.Timeout = TimeSpan.FromMilliseconds(50);
        using var client = new WeChatPayClient(options);

        await Assert.ThrowsAsync<TimeoutException>(() => way.GetAsync(client.Chain(_template), new { id = "1" }));

        Assert.That(Ending(watcher.Call), Is.EqualTo(((int?)null, "System.TimeoutException", "unknown")));
    }

    [Test]
    public async Task Call_ThatIsRetried_IsOneSpanWithOneForEachAttempt([Values] Way way)
    {
        using var watcher = new Watcher(_template);
        using var client = new FakePlatform(
            Script.Of(NeverMade, FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""), new FakeResponse()), _clock)
            .CreateClient(options => options.Resilience = new ResilienceOptions());

        await way.PostAsync(client.Chain(_template), new { id = "1" });

        Assert.That(
            watcher.Attempts.Select(attempt => attempt.GetTagItem("http.request.resend_count")), Is.EqualTo(new object?[] { null, 1, 2 }));
        Assert.That(
            watcher.Attempts.Select(attempt => attempt.GetTagItem("server.address")),
            Is.EqualTo(["api.mch.weixin.qq.com", "api2.mch.weixin.qq.com", "api2.mch.weixin.qq.com"]));
        Assert.That(
            watcher.Attempts.Select(attempt => attempt.GetTagItem("error.type")), Is.EqualTo(new object?[] { Unconnected, "503", null }));
        Assert.That(watcher.Attempts.Select(attempt => attempt.ParentSpanId), Is.All.EqualTo(watcher.Call.SpanId));
        Assert.That(watcher.Call.GetTagItem("wechatpay.outcome"), Is.EqualTo("success"));
        Assert.That(
            watcher.Of(Duration).Single().Value,
            Is.EqualTo(_clock.Pauses.Single().TotalSeconds).Within(0.001),
            "The pause is part of the call.");
        Assert.That(watcher.Of("wechatpay.client.retries").Single().Tags, Is.EquivalentTo(new Dictionary<string, object?>
        {
            ["http.request.method"] = "POST",
            ["url.template"] = _template,
            ["error.type"] = "503",
            ["wechatpay.merchant_id"] = Merchant.Id,
        }));
        Assert.That(
            watcher.Of("wechatpay.client.failovers")
                .Select(failover => (failover.Tags["server.address"], failover.Tags["wechatpay.merchant_id"])),
            Does.Contain(("api2.mch.weixin.qq.com", Merchant.Id)));
    }

    [Test]
    public async Task Call_WhoseResponseDoesNotVerify_IsCountedByReason([Values] Way way)
    {
        using var watcher = new Watcher(_template);
        using var client = new FakePlatform(new FakeResponse { SignedBody = [1] }).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain(_template), new { id = "1" }));

        Assert.That(watcher.Of("wechatpay.client.signature_failures").Select(failure => failure.Tags), Does.Contain(
            new Dictionary<string, object?>
            {
                ["wechatpay.signature_failure.message"] = "response",
                ["wechatpay.signature_failure.reason"] = "Mismatch",
                ["wechatpay.merchant_id"] = Merchant.Id,
            }));
        Assert.That(Ending(watcher.Call), Is.EqualTo(((int?)null, "WeChatPay.Chain.WeChatPaySignatureException", "unknown")));
    }

    [Test]
    public async Task Call_WithinASpanOfTheApplication_IsItsChildAndLeavesItCurrent([Values] Way way)
    {
        using var watcher = new Watcher(_template);
        using var client = new FakePlatform().CreateClient();
        using var application = new Activity("checkout").Start();

        await way.GetAsync(client.Chain(_template), new { id = "1" });

        Assert.That(watcher.Call.ParentSpanId, Is.EqualTo(application.SpanId));
        Assert.That(Activity.Current, Is.SameAs(application));
    }

    [Test]
    public async Task Tags_OfACallFullOfSecrets_HoldNoneOfThem([Values] Way way, [Values] bool refused)
    {
        using var watcher = new Watcher(_template);
        var response = refused
            ? FakeResponse.Error(400, """{"code":"SECRETCODE","message":"SECRETWORDS"}""")
            : new FakeResponse { Body = "SECRETANSWER"u8.ToArray(), SignedBody = [1], Headers = { ["X-A"] = "SECRETHEADER" } };
        var platform = new FakePlatform(response);
        using var client = platform.CreateClient();

        await Assert.CatchAsync(() => way.PostAsync(client.Chain(_template), new
        {
            id = "SECRETID",
            query = new { q = "SECRETQUERY" },
            json = new { a = "SECRETBODY" },
            headers = new { X_B = "SECRETOWN" }
        }));

        Assert.That(watcher.Everything, Does.Not.Contain("SECRET"));
        Assert.That(watcher.Everything, Does.Not.Contain(platform.Request.AuthorizationField("signature")).And.Not.Contain(
            platform.Request.AuthorizationField("nonce_str")));
        Assert.That(watcher.Everything, Does.Contain(_template));
    }

    private static HttpRequestException NeverMade => new(HttpRequestError.ConnectionError);

    private static (int? Status, string? ErrorType, string? Outcome) Ending(Activity activity) =>
        (
            (int?)activity.GetTagItem("http.response.status_code"),
            (string?)activity.GetTagItem("error.type"),
            (string?)activity.GetTagItem("wechatpay.outcome"));

    // Digits would look like an id that was written into the template.
    private static string Letters() =>
        string.Concat(Guid.NewGuid().ToString("N")[..8].Select(digit => (char)('a' + Convert.ToInt32($"{digit}", 16))));
}
