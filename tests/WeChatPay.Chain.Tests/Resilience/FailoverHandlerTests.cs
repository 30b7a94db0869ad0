using System.Net;
using System.Net.Sockets;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Resilience;

internal sealed class FailoverHandlerTests
{
    private const string Main = "api.mch.weixin.qq.com";
    private const string Backup = "api2.mch.weixin.qq.com";

    private bool _mainIsDown;
    private bool _backupIsDown;
    private int _mainStatus = 200;
    private string _mainError = "";

    [Test]
    public async Task Send_NoConnectionToTheMainHost_UsesTheBackupWithTheSameSignedPath([Values] Way way)
    {
        var main = Unused();
        await using var backup = new LoopbackServer(new FakeResponse()).Start();
        using var client = backup.CreateClient(options =>
        {
            options.BaseAddress = new Uri(main, "sandbox/");
            options.Resilience = new ResilienceOptions { BackupAddress = backup.Address, MaxRetryAttempts = 0 };
        });

        await way.PostAsync(client.Chain("v3/a%7cb/{id}?c=%7E"), new { id = "深/圳", json = new { a = 1 } });

        Assert.That(backup.Request.Target, Is.EqualTo("/sandbox/v3/a%7cb/%E6%B7%B1%2F%E5%9C%B3?c=%7E"));
        Assert.That(backup.Request.IsSigned());
        Assert.That(backup.Request.Headers["Host"], Is.EqualTo(backup.Address.Authority));
    }

    [Test]
    public async Task Send_WhileTheMainHostIsDown_StaysOnTheBackupUntilTheMainHostIsReachable([Values] Way way)
    {
        var platform = Platform();
        using var client = Resilient(platform);
        await way.GetAsync(client.Chain("v3/before"));

        _mainIsDown = true;
        await CallAsync(way, client, 150);
        _mainIsDown = false;
        await CallAsync(way, client, 150);

        var hosts = platform.Requests.Select(request => request.Uri.Host).ToList();
        Assert.That(hosts.Take(3), Is.EqualTo([Main, Main, Backup]), "The first call after the outage finds out.");
        Assert.That(hosts.Skip(3).Take(99), Is.All.EqualTo(Backup));
        Assert.That(hosts.TakeLast(50), Is.All.EqualTo(Main));
    }

    [Test]
    public async Task Send_WhileTheMainHostIsDown_OneInAHundredTriesIt([Values] Way way)
    {
        var platform = Platform();
        using var client = Resilient(platform);
        _mainIsDown = true;
        await way.GetAsync(client.Chain("v3/x"));
        var before = TriesOfMain(platform);

        await CallAsync(way, client, 1000);

        Assert.That(TriesOfMain(platform) - before, Is.EqualTo(10));
        Assert.That(
            platform.Requests.Count(request => request.Uri.Host == Backup),
            Is.EqualTo(1001),
            "A probe that finds nobody goes on to the backup.");
    }

    [Test]
    public async Task Send_ManyAtOnceWhileTheMainHostIsDown_OneInAHundredTriesIt()
    {
        var platform = Platform();
        using var client = Resilient(platform);
        _mainIsDown = true;
        await client.Chain("v3/x").GetAsync();
        var before = TriesOfMain(platform);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => CallAsync(Way.Async, client, 100))));

        Assert.That(TriesOfMain(platform) - before, Is.EqualTo(8));
    }

    [Test]
    public async Task Send_AReachableMainHostThatDoesNotWork_IsNotUsedAgain([Values(403, 500, 503)] int status)
    {
        var platform = Platform();
        using var client = Resilient(platform);
        _mainIsDown = true;
        await client.Chain("v3/x").GetAsync();
        (_mainIsDown, _mainStatus) = (false, status);

        for (var call = 0; call < 100; call++)
        {
            Assert.That(() => client.Chain("v3/x").GetAsync(), call == 99 ? Throws.TypeOf<WeChatPayApiException>() : Throws.Nothing);
        }
        await CallAsync(Way.Async, client, 50);

        Assert.That(platform.Requests.TakeLast(50).Select(request => request.Uri.Host), Is.All.EqualTo(Backup));
    }

    [TestCase(400, ExpectedResult = true)]
    [TestCase(404, ExpectedResult = true)]
    [TestCase(499, ExpectedResult = true)]
    [TestCase(500, ExpectedResult = false)]
    [TestCase(501, ExpectedResult = false)]
    public async Task<bool> Send_AMainHostWithAnErrorOfThePlatform_IsUsedAgainBelow500(int status)
    {
        var platform = Platform();
        using var client = Resilient(platform);
        _mainIsDown = true;
        await client.Chain("v3/x").GetAsync();
        (_mainIsDown, _mainStatus, _mainError) = (false, status, """{"code":"ORDER_NOT_EXIST","message":"订单不存在"}""");

        for (var call = 0; call < 100; call++)
        {
            Assert.That(() => client.Chain("v3/x").GetAsync(), call == 99 ? Throws.TypeOf<WeChatPayApiException>() : Throws.Nothing);
        }
        _mainStatus = 200;
        await client.Chain("v3/x").GetAsync();

        return platform.Requests[^1].Uri.Host == Main;
    }

    [Test]
    public async Task Send_TheSignerFailsBeforeTheBackupIsTried_HasNoEffect([Values] Way way)
    {
        var signatures = 0;
        var signer = new BlockingSigner
        {
            Signs = _ => Interlocked.Increment(ref signatures) == 1 ? new byte[256] : throw new TimeoutException("The vault is away.")
        };
        _mainIsDown = true;
        using var client = Platform().CreateClient(options =>
        {
            options.Resilience = new ResilienceOptions { MaxRetryAttempts = 0 };
            (options.RequestSigner, options.MerchantPrivateKey, options.MerchantSerialNumber) = (signer, null!, "");
        });

        var failure = (await Assert.CatchAsync(() => way.PostAsync(client.Chain("v3/x"), new { json = new { a = 1 } })))!;

        Assert.That(signatures, Is.EqualTo(2));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    [Test]
    public async Task Send_AResponseFromBeforeTheOutage_DoesNotSwitchBack()
    {
        using var outage = new ManualResetEventSlim();
        using var asked = new ManualResetEventSlim();
        var platform = new FakePlatform(request =>
        {
            if (request.Target == "/v3/slow")
            {
                asked.Set();
                outage.Wait();
                return new FakeResponse();
            }
            return request.Uri.Host == Main ? throw new HttpRequestException(HttpRequestError.ConnectionError) : new FakeResponse();
        });
        using var client = Resilient(platform);
        var slow = Task.Factory.StartNew(
            () => client.Chain("v3/slow").Get(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        asked.Wait();
        await client.Chain("v3/x").GetAsync();

        outage.Set();
        await slow;
        await client.Chain("v3/x").GetAsync();

        Assert.That(platform.Requests.Select(request => request.Uri.Host), Is.EqualTo([Main, Main, Backup, Backup]));
    }

    [Test]
    public async Task Send_BothHostsAreDown_FailsAndStartsWithTheMainHostAgain([Values] Way way)
    {
        var platform = Platform();
        using var client = Resilient(platform);
        (_mainIsDown, _backupIsDown) = (true, true);

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x"))))!;
        (_mainIsDown, _backupIsDown) = (false, false);
        await way.PostAsync(client.Chain("v3/x"));

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
        Assert.That(platform.Requests.Select(request => request.Uri.Host), Is.EqualTo([Main, Backup, Main]));
    }

    [Test]
    public async Task Send_TheBackupGoesDownToo_ReturnsToTheMainHostAtOnce([Values] Way way)
    {
        var platform = Platform();
        using var client = Resilient(platform);
        _mainIsDown = true;
        await way.GetAsync(client.Chain("v3/x"));
        (_mainIsDown, _backupIsDown) = (false, true);

        await CallAsync(way, client, 2);

        Assert.That(platform.Requests.Select(request => request.Uri.Host), Is.EqualTo([Main, Backup, Backup, Main, Main]));
    }

    [Test]
    public async Task Send_AConnectionThatIsLostAfterSending_StaysWhereItIs([Values] Way way)
    {
        var platform = new FakePlatform(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded));
        using var client = Resilient(platform);

        await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x")));

        Assert.That(platform.Requests.Select(request => request.Uri.Host), Is.EqualTo([Main]));
    }

    [Test]
    public async Task Send_ToAnotherHost_StaysThere([Values] Way way, [Values] bool absolute)
    {
        var platform = new FakePlatform(_ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        using var client = Resilient(platform);

        await Assert.ThrowsAsync<HttpRequestException>(() => absolute
            ? way.GetAsync(client.Chain("https://apihk.mch.weixin.qq.com/v3/x"))
            : way.GetAsync(client.Chain("v3/x"), new { base_uri = "https://apihk.mch.weixin.qq.com/" }));

        Assert.That(platform.Requests.Select(request => request.Uri.Host), Is.EqualTo(["apihk.mch.weixin.qq.com"]));
    }

    [Test]
    public async Task Send_AfterARetry_StartsWithTheHostInUse([Values] Way way)
    {
        var clock = new LeapingTimeProvider();
        var responses = Script.Of(
            new HttpRequestException(HttpRequestError.ConnectionError),
            FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""),
            new FakeResponse());
        var platform = new FakePlatform(responses, clock);
        using var client = platform.CreateClient(options => options.Resilience = new ResilienceOptions());

        await way.PostAsync(client.Chain("v3/x"));

        Assert.That(platform.Requests.Select(request => request.Uri.Host), Is.EqualTo([Main, Backup, Backup]));
        Assert.That(platform.Requests.Select(request => request.IsSigned()), Is.All.True);
    }

    private static async Task CallAsync(Way way, WeChatPayClient client, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            await way.GetAsync(client.Chain("v3/x"));
        }
    }

    private static int TriesOfMain(FakePlatform platform) => platform.Requests.Count(request => request.Uri.Host == Main);

    private static Uri Unused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}/");
    }

    private static WeChatPayClient Resilient(FakePlatform platform) =>
        platform.CreateClient(options => options.Resilience = new ResilienceOptions { MaxRetryAttempts = 0 });

    private FakePlatform Platform() => new(request => request.Uri.Host switch
    {
        Main when _mainIsDown => throw new HttpRequestException(HttpRequestError.ConnectionError),
        Backup when _backupIsDown => throw new HttpRequestException(HttpRequestError.NameResolutionError),
        Main when _mainStatus != 200 => FakeResponse.Error(_mainStatus, _mainError),
        _ => new FakeResponse(),
    });
}
