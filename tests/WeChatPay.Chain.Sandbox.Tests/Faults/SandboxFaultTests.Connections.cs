using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Faults;

public sealed partial class SandboxFaultTests
{
    [Test]
    public async Task DroppedConnection_Injected_DropsResponseAfterEffect()
    {
        var effects = 0;
        Sandbox.Respond(HttpMethod.Post, "v3/dropped", _ => Interlocked.Increment(ref effects));
        Sandbox.Inject(SandboxFault.DroppedConnection, 1, HttpMethod.Post, "v3/dropped");

        AssertBroken(() => Merchant.PostAsync("/v3/dropped", "{}"));

        Assert.That(effects, Is.EqualTo(1));
        Assert.That((await Merchant.PostAsync("/v3/dropped", "{}")).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task DroppedConnection_ReusedConnection_IsNotRetriedByHttpClient()
    {
        using var merchant = new BareMerchant(Sandbox);
        Sandbox.Respond(HttpMethod.Get, "v3/kept", new { });
        await merchant.GetAsync("/v3/kept");
        Sandbox.Inject(SandboxFault.DroppedConnection, 1, HttpMethod.Get, "v3/kept");

        AssertBroken(() => merchant.GetAsync("/v3/kept"));

        Assert.That(Sandbox.Requests.Count(request => request.Path == "/v3/kept"), Is.EqualTo(2));
    }

    [TestCase(100_000)]
    [TestCase(2)]
    [TestCase(1)]
    public async Task TruncatedBody_Injected_SendsHeadersAndHalfOfBody(int length)
    {
        var target = $"/v3/truncated/{length}";
        Sandbox.Respond(HttpMethod.Get, target, SandboxResponse.Bytes(new byte[length]));
        Sandbox.Inject(SandboxFault.TruncatedBody, 1, HttpMethod.Get, target);

        var response = await RawConnection.SendAsync(
            Sandbox.BaseAddress, $"GET {target} HTTP/1.1", $"{Merchant.Authorize(HttpMethod.Get, target)}");

        var parts = response.Split("\r\n\r\n", 2);
        Assert.That(
            parts[0], Does.StartWith("HTTP/1.1 200 OK").And.Contain($"Content-Length: {length}").And.Contain("Wechatpay-Signature: "));
        Assert.That(parts[1], Has.Length.EqualTo(length / 2));
    }

    [Test]
    public async Task TruncatedBody_Injected_ThrowsInHttpClient()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/truncated", new { state = "ok" });
        Sandbox.Inject(SandboxFault.TruncatedBody, 1, HttpMethod.Get, "v3/truncated");

        AssertBroken(() => Merchant.GetAsync("/v3/truncated"));

        Assert.That((await Merchant.GetAsync("/v3/truncated")).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public void TruncatedBody_EmptyResponse_DropsConnection()
    {
        Sandbox.Respond(HttpMethod.Post, "v3/truncated-empty", SandboxResponse.Empty());
        Sandbox.Inject(SandboxFault.TruncatedBody, 1, HttpMethod.Post, "v3/truncated-empty");

        AssertBroken(() => Merchant.PostAsync("/v3/truncated-empty", "{}"));
    }

    private static void AssertBroken(Func<Task> call) =>
        Assert.That(call, Throws.InstanceOf<HttpRequestException>().Or.InstanceOf<HttpIOException>());
}
