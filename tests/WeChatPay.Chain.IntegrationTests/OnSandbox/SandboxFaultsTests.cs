using System.Security.Cryptography;
using WeChatPay.Chain.IntegrationTests.Platforms;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.OnSandbox;

/// <summary>What only the sandbox does: it truncates signed responses and checks the signatures of requests.</summary>
public sealed class SandboxFaultsTests
{
    private const string Path = "v3/palmservice/authorization/preauthorize";

    private static readonly object _options = new { json = new { openid = "o-Palm_Kw7Customer01" } };

    [Test]
    public async Task Post_TruncatedSignedResponse_IsANetworkFailureOfUnknownOutcome([Values] Way way)
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        using var client = new WeChatPayClient(sandbox.CreateClientOptions());
        sandbox.Inject(SandboxFault.TruncatedBody);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(client, way));

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.True);
        Assert.That(sandbox.Requests, Has.Count.EqualTo(1).And.All.Property(nameof(SandboxRequest.IsSignatureValid)).True);
    }

    [Test]
    public async Task Post_SignedWithAnUnknownKey_IsASignError([Values] Way way)
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        using var anotherKey = RSA.Create(2048);
        var options = sandbox.CreateClientOptions();
        options.MerchantPrivateKey = anotherKey;
        using var client = new WeChatPayClient(options);

        var error = await Assert.ThrowsAsync<WeChatPayApiException>(() => PostAsync(client, way));

        Assert.That((error.StatusCode, error.Code, error.OutcomeUnknown), Is.EqualTo((401, "SIGN_ERROR", false)));
        Assert.That(sandbox.Requests, Has.Count.EqualTo(1).And.All.Property(nameof(SandboxRequest.IsSignatureValid)).False);
    }

    private static async Task<WeChatPayResponse> PostAsync(WeChatPayClient client, Way way) =>
        way == Way.Async ? await client.Chain(Path).PostAsync(_options) : client.Chain(Path).Post(_options);
}
