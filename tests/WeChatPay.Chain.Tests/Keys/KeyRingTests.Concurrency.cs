using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Keys;

internal sealed partial class KeyRingTests
{
    private const int Callers = 32;

    [Test]
    public async Task Calls_AtOnceWithAnEmptyRing_DownloadOnce([Values] Way way)
    {
        using var everybodyCalled = new CountdownEvent(Callers);
        var platform = Gated(everybodyCalled);
        using var client = platform.CreateClient();
        var calls = Enumerable.Range(0, Callers).Select(_ => OnAThread(() => way.GetAsync(client.Chain("v3/x")))).ToList();

        var responses = await Task.WhenAll(calls);

        Assert.That(responses.Select(response => response.StatusCode), Is.All.EqualTo(200));
        Assert.That(platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public async Task Calls_AtOnceWithAFailingDownload_AllSeeTheFailureOfOne([Values] Way way)
    {
        using var everybodyCalled = new CountdownEvent(Callers);
        var platform = Gated(everybodyCalled, _ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        using var client = platform.CreateClient();
        var calls = Enumerable.Range(0, Callers).Select(_ => OnAThread(() => Failure(way, client))).ToList();

        var failures = await Task.WhenAll(calls);

        Assert.That(failures.Select(failure => failure.InnerException), Is.All.InstanceOf<HttpRequestException>());
        Assert.That(failures, Is.Unique);
        Assert.That(platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public async Task CallWithASensitiveValue_CanceledDuringTheDownload_HadNoEffect()
    {
        using var handler = new HeldDownloads(_platform.Handler);
        using var client = _platform.CreateClient(options => options.PrimaryHandler = handler);
        using var caller = new CancellationTokenSource();
        var call = client.Chain("v3/x").PostAsync(new { json = new { name = Sensitive.From("张三") } }, caller.Token);

        await caller.CancelAsync();

        Assert.That(WeChatPayException.IsOutcomeUnknown((await Assert.CatchAsync<OperationCanceledException>(() => call))!), Is.False);
        Assert.That(handler.Held, Is.EqualTo(1));
    }

    [Test]
    public async Task AsyncCall_WhileASyncCallDownloads_WaitsForThatDownload()
    {
        using var downloading = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var platform = new CertificatePlatform { Download = platform => Held(platform, downloading, go) };
        using var client = platform.CreateClient();

        var sync = OnAThread(() => Task.FromResult(client.Chain("v3/x").Get()));
        downloading.Wait();
        var waiting = client.Chain("v3/x").GetAsync();
        var waited = !waiting.IsCompleted;
        go.Set();

        Assert.That((await waiting).StatusCode, Is.EqualTo(200));
        Assert.That((await sync).StatusCode, Is.EqualTo(200));
        Assert.That(waited);
        Assert.That(platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public async Task SyncCall_WhileAnAsyncCallDownloads_DownloadsItself()
    {
        var platform = new CertificatePlatform();
        using var handler = new HeldDownloads(platform.Handler);
        using var client = platform.CreateClient(options => options.PrimaryHandler = handler);

        var waiting = client.Chain("v3/x").GetAsync();
        var response = client.Chain("v3/x").Get();
        var waited = !waiting.IsCompleted;
        var renewal = client.RenewPlatformKeysAsync();
        handler.Go.SetResult();

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(waited);
        Assert.That((await waiting).StatusCode, Is.EqualTo(200));
        await renewal;
        Assert.That(platform.Downloads, Is.EqualTo(2), "The renewal joins the asynchronous download, which is still under way.");
    }

    [Test]
    public async Task SyncCalls_WhileAnAsyncCallDownloads_DownloadOnceAMinuteThemselves()
    {
        var platform = new CertificatePlatform
        {
            Business = new FakeResponse { Serial = "ABCD" },
            Download = platform => platform.List(CertificatePlatform.First, Merchant.PlatformCertificateKey)
        };
        using var handler = new HeldDownloads(platform.Handler);
        using var client = platform.CreateClient(options => options.PrimaryHandler = handler);

        var waiting = Failure(Way.Async, client);
        await Failure(Way.Sync, client);
        await Failure(Way.Sync, client);
        handler.Go.SetResult();
        await waiting;
        await Failure(Way.Sync, client);

        Assert.That(platform.Downloads, Is.EqualTo(2));
    }

    [Test]
    public async Task AsyncCall_CanceledWhileItWaits_LeavesTheDownloadToTheOthers()
    {
        var platform = new CertificatePlatform();
        using var handler = new HeldDownloads(platform.Handler);
        using var client = platform.CreateClient(options => options.PrimaryHandler = handler);
        using var cancellation = new CancellationTokenSource();

        var first = client.Chain("v3/x").GetAsync(cancellationToken: cancellation.Token);
        var second = client.Chain("v3/x").GetAsync();
        await cancellation.CancelAsync();

        Assert.That(() => first, Throws.InstanceOf<OperationCanceledException>());
        handler.Go.SetResult();
        Assert.That((await second).StatusCode, Is.EqualTo(200));
        Assert.That(platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public void AsyncCall_WhoseTimeoutPassesWhileItWaits_TimesOut()
    {
        var platform = new CertificatePlatform();
        using var handler = new HeldDownloads(platform.Handler);
        using var client = platform.CreateClient(options => options.PrimaryHandler = handler);

        var call = client.Chain("v3/x").GetAsync(new { timeout = 5 });
        platform.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(() => call, Throws.InstanceOf<TimeoutException>());
    }

    [Test]
    public void Download_LongerThanTheTimeout_Fails()
    {
        var platform = new CertificatePlatform();
        using var handler = new HeldDownloads(platform.Handler);
        using var client = platform.CreateClient(options => options.PrimaryHandler = handler);

        var renewal = client.RenewPlatformKeysAsync();
        platform.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(() => renewal, Throws.InstanceOf<TimeoutException>());
        Assert.That(client.KeyStatus.LastFailure, Does.Contain("v3/certificates"));
    }

    [Test]
    public async Task Renew_Forced_DownloadsWithinTheMinuteButJoinsARunningOne()
    {
        var platform = new CertificatePlatform();
        using var handler = new HeldDownloads(platform.Handler);
        using var client = platform.CreateClient(options => options.PrimaryHandler = handler);

        var together = new List<Task> { client.RenewPlatformKeysAsync(), client.RenewPlatformKeysAsync() };
        handler.Go.SetResult();
        await Task.WhenAll(together);
        await client.RenewPlatformKeysAsync();

        Assert.That(platform.Downloads, Is.EqualTo(2));
    }

    /// <summary>Completes a download only when every call has received its response.</summary>
    private static CertificatePlatform Gated(CountdownEvent everybodyCalled, Func<CertificatePlatform, FakeResponse>? download = null)
    {
        var platform = new CertificatePlatform();
        var business = platform.Business;
        platform.Download = _ =>
        {
            everybodyCalled.Wait();
            return download is null ? platform.List(business.Serial, business.Key) : download(platform);
        };
        platform.Responding = everybodyCalled.Signal;
        return platform;
    }

    private static FakeResponse Held(CertificatePlatform platform, ManualResetEventSlim downloading, ManualResetEventSlim go)
    {
        downloading.Set();
        go.Wait();
        return platform.List();
    }

    private static async Task<WeChatPaySignatureException> Failure(Way way, WeChatPayClient client)
    {
        try
        {
            await way.GetAsync(client.Chain("v3/x"));
            throw new AssertionException("The call was not refused.");
        }
        catch (WeChatPaySignatureException failure)
        {
            return failure;
        }
    }

    // Not a pool thread, of which there are few, because these block.
    private static Task<T> OnAThread<T>(Func<Task<T>> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    /// <summary>Holds asynchronous downloads back until a test releases them.</summary>
    private sealed class HeldDownloads(HttpMessageHandler platform) : DelegatingHandler(platform)
    {
        public TaskCompletionSource Go { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The number of downloads, including released ones.</summary>
        public int Held { get; private set; }

        public void Hold() => Go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath == "/v3/certificates")
            {
                Held++;
                await Go.Task.WaitAsync(cancellationToken);
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
