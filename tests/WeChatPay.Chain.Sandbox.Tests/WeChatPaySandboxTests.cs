using System.Net.NetworkInformation;
using System.Net.Sockets;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests;

public sealed class WeChatPaySandboxTests
{
    [Test]
    public async Task StartAsync_Defaults_ListensOnLoopbackOnly()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();

        var listeners = IPGlobalProperties.GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Where(listener => listener.Port == sandbox.BaseAddress.Port);
        Assert.That(sandbox.BaseAddress.OriginalString, Does.Match(@"^http://127\.0\.0\.1:\d+/$"));
        Assert.That(listeners.Select(listener => $"{listener.Address}"), Is.EqualTo(["127.0.0.1"]));
    }

    [Test]
    public void StartAsync_Canceled_Throws() =>
        Assert.That(
            async () => await WeChatPaySandbox.StartAsync(cancellationToken: new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public async Task CreateClientOptions_CalledTwice_ReturnsNewOptionsOfSameMerchant()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();

        var first = sandbox.CreateClientOptions();
        var second = sandbox.CreateClientOptions();

        Assert.That(second, Is.Not.SameAs(first));
        Assert.That(second.MerchantPrivateKey, Is.Not.SameAs(first.MerchantPrivateKey));
        Assert.That(second.MerchantPrivateKey!.ExportRSAPrivateKey(), Is.EqualTo(first.MerchantPrivateKey!.ExportRSAPrivateKey()));
        Assert.That(
            (second.MerchantId, second.MerchantSerialNumber, second.ApiV3Key, second.ApiV2Key),
            Is.EqualTo((first.MerchantId, first.MerchantSerialNumber, first.ApiV3Key, first.ApiV2Key)));
        Assert.That(first.BaseAddress, Is.EqualTo(sandbox.BaseAddress));
        Assert.That(first.ApiV3Key, Has.Length.EqualTo(32));
        Assert.That(first.MerchantId, Does.Match("^[0-9]{10}$"));
        Assert.That(first.PlatformKeys.Select(pair => pair.Key), Has.One.StartsWith("PUB_KEY_ID_").And.One.Match("^[0-9A-F]{40}$"));
    }

    [Test]
    public async Task Configure_ExistingOptions_SetsMerchantAndKeepsOthers()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        var options = new WeChatPayClientOptions { Timeout = TimeSpan.FromSeconds(7) };

        sandbox.Configure(options);
        using var client = new WeChatPayClient(options);

        Assert.That(
            client.Chain("v3/palmservice/authorization/openid/o-1").Get(new { query = new { organization_id = "1004" } }).StatusCode,
            Is.EqualTo(200));
        Assert.That(options.Timeout, Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public async Task StartAsync_TwoConcurrently_AreIndependent()
    {
        var both = await Task.WhenAll(WeChatPaySandbox.StartAsync(), WeChatPaySandbox.StartAsync());
        await using var first = both[0];
        await using var second = both[1];
        using var merchant = new BareMerchant(first);
        using var other = new BareMerchant(second);

        first.Respond(HttpMethod.Get, "v3/only/here", new { });
        first.Inject(SandboxFault.Status(500), 1, HttpMethod.Get, "v3/not/there");
        var here = await merchant.GetAsync("/v3/only/here");
        var there = await other.GetAsync("/v3/only/here");
        var withoutFault = await other.GetAsync("/v3/not/there");

        Assert.That(here.StatusCode, Is.EqualTo(200));
        Assert.That(there.StatusCode, Is.EqualTo(404));
        Assert.That(withoutFault.StatusCode, Is.EqualTo(404));
        Assert.That(first.Requests, Has.Count.EqualTo(1));
        Assert.That(second.Requests, Has.Count.EqualTo(2));
        Assert.That(Identifiers(merchant).Intersect(Identifiers(other)), Is.Empty);
    }

    [Test]
    public async Task StartAsync_TwoConcurrently_RejectEachOthersMerchants()
    {
        await using var first = await WeChatPaySandbox.StartAsync();
        await using var second = await WeChatPaySandbox.StartAsync();
        using var merchant = new BareMerchant(first);
        var valid = merchant.Authorize(HttpMethod.Get, SampleCalls.QueryAuthorization);
        var other = Authorization.Sign(second.CreateClientOptions(), "GET", SampleCalls.QueryAuthorization, merchant.Now, []);
        var otherWithId = other with { MerchantId = valid.MerchantId };

        foreach (var authorization in (Authorization[])[other, otherWithId, otherWithId with { Serial = valid.Serial }])
        {
            var response = await merchant.SendAsync(
                merchant.CreateRequest(HttpMethod.Get, SampleCalls.QueryAuthorization, "", $"{authorization}"));

            Assert.That(response.Code, Is.EqualTo("SIGN_ERROR"));
        }
        Assert.That((await merchant.GetAsync(SampleCalls.QueryAuthorization)).IsSignedFor(merchant.Options), Is.True);
    }

    [Test]
    public async Task DisposeAsync_Running_ClosesPort()
    {
        var sandbox = await WeChatPaySandbox.StartAsync();
        using var merchant = new BareMerchant(sandbox);
        await merchant.GetAsync(SampleCalls.QueryAuthorization);

        await sandbox.DisposeAsync();

        using var socket = new TcpClient();
        Assert.That(
            async () => await socket.ConnectAsync(sandbox.BaseAddress.Host, sandbox.BaseAddress.Port), Throws.TypeOf<SocketException>());
        Assert.That(async () => await merchant.GetAsync(SampleCalls.QueryAuthorization), Throws.TypeOf<HttpRequestException>());
    }

    [Test]
    public async Task DisposeAsync_CalledAgainAndConcurrently_DoesNothing()
    {
        var sandbox = await WeChatPaySandbox.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => sandbox.DisposeAsync().AsTask())));
        await sandbox.DisposeAsync();

        Assert.That(sandbox.Requests, Is.Empty);
    }

    [Test]
    public async Task DisposeAsync_RequestsReceived_RemainReadable()
    {
        var sandbox = await WeChatPaySandbox.StartAsync();
        using (var merchant = new BareMerchant(sandbox))
        {
            await merchant.PostAsync(SampleCalls.Permissions, SampleCalls.PermissionsBody);
        }

        await sandbox.DisposeAsync();

        Assert.That(sandbox.Requests.Single().Body, Is.EqualTo(SampleCalls.PermissionsBody));
        Assert.That(sandbox.CreateClientOptions, Throws.TypeOf<ObjectDisposedException>());
    }

    // Ends a run in which disposal waits for the pending calls forever.
    [Test]
    [CancelAfter(300_000)]
    public async Task DisposeAsync_CallsPending_DropsThem(CancellationToken cancellationToken)
    {
        var clock = new ManualTimeProvider();
        var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { TimeProvider = clock }, cancellationToken);
        using var merchant = new BareMerchant(sandbox);
        sandbox.Inject(SandboxFault.Delay(TimeSpan.FromHours(1)), times: 20);
        var calls = Enumerable.Range(0, 20).Select(_ => merchant.GetAsync(SampleCalls.QueryAuthorization)).ToList();
        await clock.TimerStarted.WaitAsync(cancellationToken);

        await sandbox.DisposeAsync().AsTask().WaitAsync(cancellationToken);

        foreach (var call in calls)
        {
            Assert.That(async () => await call, Throws.TypeOf<HttpRequestException>());
        }
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task DisposeAsync_RequestHalfSent_DropsIt(CancellationToken cancellationToken)
    {
        var sandbox = await WeChatPaySandbox.StartAsync(cancellationToken: cancellationToken);
        using var socket = new TcpClient();
        await socket.ConnectAsync(sandbox.BaseAddress.Host, sandbox.BaseAddress.Port, cancellationToken);
        await socket.GetStream()
            .WriteAsync("POST /v3/a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n123"u8.ToArray(), cancellationToken);

        await sandbox.DisposeAsync().AsTask().WaitAsync(cancellationToken);

        Assert.That(sandbox.Requests, Is.Empty);
    }

    [Test]
    public async Task StartAsync_AfterAnother_StartsEmpty()
    {
        var first = await WeChatPaySandbox.StartAsync();
        first.Respond(HttpMethod.Get, "v3/before", new { });
        first.Inject(SandboxFault.Status(500));
        await first.DisposeAsync();

        await using var second = await WeChatPaySandbox.StartAsync();
        using var merchant = new BareMerchant(second);
        var response = await merchant.GetAsync("/v3/before");

        Assert.That(response.StatusCode, Is.EqualTo(404));
        Assert.That(second.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Requests_ThreeHundredConcurrently_AreAllHandledAndRecorded()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        using var merchant = new BareMerchant(sandbox);

        var responses = await Task.WhenAll(Enumerable.Range(0, 300).Select(number =>
            merchant.GetAsync($"/v3/palmservice/authorization/openid/o-{number}?organization_id={number}")));

        Assert.That(
            responses.Select(response => response.Json.GetProperty("openid").GetString()),
            Is.EqualTo(Enumerable.Range(0, 300).Select(number => $"o-{number}")));
        Assert.That(responses.Count(response => response.IsSignedFor(merchant.Options)), Is.EqualTo(300));
        Assert.That(
            sandbox.Requests.Select(request => request.Variables["openid"]),
            Is.EquivalentTo(Enumerable.Range(0, 300).Select(number => $"o-{number}")));
        Assert.That(sandbox.Requests.Select(request => request.IsSignatureValid), Is.All.True);
    }

    private static IEnumerable<string?> Identifiers(BareMerchant merchant) =>
    [
        merchant.Options.MerchantId, merchant.Options.MerchantSerialNumber, merchant.Options.ApiV3Key, merchant.Options.ApiV2Key,
        $"{merchant.Options.BaseAddress}", .. merchant.Options.PlatformKeys.Select(pair => pair.Key),
    ];
}
