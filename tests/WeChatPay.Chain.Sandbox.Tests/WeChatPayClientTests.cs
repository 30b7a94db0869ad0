using System.Text;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests;

public sealed class WeChatPayClientTests : OneSandboxTests
{
    private WeChatPayClient _client = null!;

    [OneTimeSetUp]
    public void Connect() => _client = new WeChatPayClient(Sandbox.CreateClientOptions());

    [OneTimeTearDown]
    public void Disconnect() => _client.Dispose();

    [Test]
    public async Task Call_DocumentedEndpoint_ResponseIsVerified()
    {
        dynamic client = _client;

        using WeChatPayResponse preauthorized =
            await client.v3.palmservice.authorization.preauthorize.PostAsync(json: new { openid = "o-1" });
        using WeChatPayResponse authorization = await client.v3.palmservice.authorization.openid._openid_.GetAsync(
            openid: "o-1", query: new { organization_id = "1004" });
        using WeChatPayResponse permitted = await client.v3.payscore.permissions.PostAsync(
            json: new { service_id = "500001", appid = "wx0123456789abcdef", authorization_code = "code-1" });
        using WeChatPayResponse card = await client.v3.marketing.membercardOpen.cards._card_id_.permissionTokens.PostAsync(
            card_id: "p-1", json: new { activate_type = "AUTO_ACTIVATE" });

        Assert.That(preauthorized.Json.GetProperty("permission_token").GetString(), Is.Not.Empty);
        Assert.That(authorization.Json.GetProperty("state").GetString(), Is.EqualTo("AUTHORIZATION_STATE_ON"));
        Assert.That(permitted.Json.GetProperty("apply_permissions_token").GetString(), Is.Not.Empty);
        Assert.That(card.Json.GetProperty("permission_token").GetString(), Is.Not.Empty);
    }

    [Test]
    public void Call_RequiredFieldMissing_ThrowsApiException()
    {
        var exception = Assert.Throws<WeChatPayApiException>(() =>
            _client.Chain("v3/payscore/permissions").Post(new { json = new { service_id = "500001" } }))!;

        Assert.That(exception.StatusCode, Is.EqualTo(400));
        Assert.That(exception.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(exception.Detail.GetProperty("field").GetString(), Is.EqualTo("/appid"));
        Assert.That(exception.RequestId, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Unverifiable))]
    public void Call_UnverifiableResponse_ThrowsWithReason(SandboxFault fault, SignatureFailure reason)
    {
        // Unique, because the cases share the sandbox.
        var path = $"v3/unverifiable/{Guid.NewGuid():N}";
        Sandbox.Respond(HttpMethod.Get, path, new { state = "ok" });
        Sandbox.Inject(fault, 1, HttpMethod.Get, path);

        Assert.That(() => _client.Chain(path).Get(), Throws.TypeOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(reason));
        Assert.That(() => _client.Chain(path).Get().Json.GetProperty("state").GetString(), Is.EqualTo("ok"));
    }

    [TestCase(300)]
    [TestCase(-300)]
    public void Call_ResponseAtTolerance_IsAccepted(int secondsOld)
    {
        var path = $"v3/tolerance/{secondsOld}";
        Sandbox.Respond(HttpMethod.Get, path, SandboxResponse.Empty());
        Sandbox.Inject(SandboxFault.OldTimestamp(TimeSpan.FromSeconds(secondsOld)), 1, HttpMethod.Get, path);

        Assert.That(_client.Chain(path).Get().StatusCode, Is.EqualTo(204));
    }

    [Test]
    public void Call_DroppedConnection_OutcomeIsUnknown()
    {
        var effects = 0;
        Sandbox.Respond(HttpMethod.Post, "v3/lost", _ => Interlocked.Increment(ref effects));
        Sandbox.Inject(SandboxFault.DroppedConnection, 1, HttpMethod.Post, "v3/lost");

        var exception = Assert.Catch<HttpRequestException>(() => _client.Chain("v3/lost").Post(new { json = new { } }))!;

        Assert.That(WeChatPayException.IsOutcomeUnknown(exception), Is.True);
        Assert.That(effects, Is.EqualTo(1));
    }

    [Test]
    public async Task Call_Upload_IsSignedOverMeta()
    {
        Sandbox.Respond(HttpMethod.Post, "v3/merchant/media/upload", new { media_id = "m-1" });

        using var response = await _client.Chain("v3/merchant/media/upload")
            .PostAsync(new { body = new MediaUpload(Encoding.UTF8.GetBytes("\r\n--file\0"), "执照.png") });

        Assert.That(response.Json.GetProperty("media_id").GetString(), Is.EqualTo("m-1"));
    }

    [TestCase("{empty}")]
    [TestCase("{+path}")]
    public void Call_TemplateWithExpression_ReachesEndpoint(string last)
    {
        Sandbox.Respond(HttpMethod.Get, "v3/applyment4sub/applyment/{empty}", new { state = "empty" });
        Sandbox.Respond(HttpMethod.Get, "v3/applyment4sub/applyment/{path}", new { state = "path" });

        using var response = _client.Chain("v3/applyment4sub/applyment/" + last).Get(last == "{empty}" ? null : new { path = "a" });

        Assert.That(response.Json.GetProperty("state").GetString(), Is.EqualTo(last == "{empty}" ? "empty" : "path"));
    }

    [Test]
    public async Task Call_MerchantOfAnotherSandbox_IsRejected()
    {
        await using var other = await WeChatPaySandbox.StartAsync(new SandboxOptions { TimeProvider = Merchant.Options.TimeProvider });
        var options = other.CreateClientOptions();
        options.BaseAddress = Sandbox.BaseAddress;
        using var otherClient = new WeChatPayClient(options);

        Assert.That(
            () => otherClient.Chain("v3/payscore/permissions").Post(new { body = SampleCalls.PermissionsBody }),
            Throws.TypeOf<WeChatPayApiException>().With.Property("Code").EqualTo("SIGN_ERROR"));
    }

    [Test]
    public void Call_PlatformKeysSwapped_ThrowsMismatch()
    {
        var options = Sandbox.CreateClientOptions();
        var (first, second) = (options.PlatformKeys.First(), options.PlatformKeys.Last());
        options.PlatformKeys = new PlatformKeys { [first.Key] = second.Value, [second.Key] = first.Value };
        using var client = new WeChatPayClient(options);

        Assert.That(
            () => client.Chain("v3/payscore/permissions").Post(new { body = SampleCalls.PermissionsBody }),
            Throws.TypeOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(SignatureFailure.Mismatch));
    }

    private static IEnumerable<TestCaseData> Unverifiable()
    {
        yield return new TestCaseData(SandboxFault.ProbeSignature, SignatureFailure.Probe);
        yield return new TestCaseData(SandboxFault.TamperedBody, SignatureFailure.Mismatch);
        yield return new TestCaseData(SandboxFault.MalformedSignature, SignatureFailure.Malformed);
        yield return new TestCaseData(SandboxFault.UnknownSerial, SignatureFailure.UnknownSerial);
        yield return new TestCaseData(SandboxFault.NoSignature, SignatureFailure.HeadersMissing);
        yield return new TestCaseData(SandboxFault.MissingHeader("Wechatpay-Nonce"), SignatureFailure.HeadersMissing);
        yield return new TestCaseData(SandboxFault.OldTimestamp(TimeSpan.FromSeconds(301)), SignatureFailure.ClockSkew);
        yield return new TestCaseData(SandboxFault.OldTimestamp(TimeSpan.FromSeconds(-301)), SignatureFailure.ClockSkew);
    }
}
