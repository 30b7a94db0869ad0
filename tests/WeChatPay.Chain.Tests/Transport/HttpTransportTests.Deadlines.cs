using System.Net;
using System.Security.Cryptography;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Transport;

internal sealed partial class HttpTransportTests
{
    [Test]
    public async Task Send_NoResponseWithinTheClientsTimeout_IsATimeoutException([Values] Way way)
    {
        using var client = Client(new SilentPlatform(), options => options.Timeout = TimeSpan.FromMilliseconds(50));

        var failure = (await Assert.ThrowsAsync<TimeoutException>(() => way.PostAsync(client.Chain("v3/x/{id}"), new { id = "secret" })))!;

        Assert.That(failure.Message, Does.StartWith("POST v3/x/{id} timed out after 0.05 s. The request may still take effect"));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
    }

    [Test]
    public async Task Send_NoResponseWithinTheCallsTimeout_IsATimeoutException([Values] Way way, [Values(0.05, "span")] object timeout)
    {
        using var client = Client(new SilentPlatform(), options => options.Timeout = Timeout.InfiniteTimeSpan);

        await Assert.ThrowsAsync<TimeoutException>(() =>
            way.GetAsync(client.Chain("v3/x"), new { timeout = timeout is double ? timeout : TimeSpan.FromMilliseconds(50) }));
    }

    [Test]
    public async Task Send_TheTimeoutPassesOnTheClientsClock_IsATimeoutException([Values] Way way)
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var platform = new SilentPlatform();
        using var client = Client(platform, options => options.TimeProvider = clock);
        var call = Task.Run(() => way.GetAsync(client.Chain("v3/x")));
        await platform.Asked;

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.That(call.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Test]
    public async Task Send_ABodyThatTakesTooLongAltogether_IsATimeoutException([Values] Way way)
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        using var client = Client(SlowBody(clock), options => options.TimeProvider = clock);

        await Assert.ThrowsAsync<TimeoutException>(() => way.GetAsync(client.Chain("v3/billdownload/file")));
    }

    [Test]
    public async Task Send_ABodyThatComesSlowlyIntoASink_RestartsItsTimeoutWithEachChunk([Values] Way way)
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        using var client = Client(SlowBody(clock), options => options.TimeProvider = clock);
        using var sink = new MemoryStream();

        await way.GetAsync(client.Chain("v3/billdownload/file"), new { sink });

        Assert.That(sink.ToArray(), Is.EqualTo(new byte[4]));
    }

    [Test]
    public async Task Send_TheTimeoutPassesBeforeTheEndIsSeen_IsATimeout([Values] Way way)
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var body = new GeneratedBody(_ =>
        {
            clock.Advance(TimeSpan.FromSeconds(31));
            return 0;
        });
        using var client = Client(RespondWith(body), options => options.TimeProvider = clock);

        await Assert.ThrowsAsync<TimeoutException>(() => way.GetAsync(client.Chain("v3/billdownload/file")));
    }

    [Test]
    public async Task Send_AConnectionThatStopsSendingInTheBody_IsATimeoutException(
        [Values] Way way, [Values] bool intoSink, [Values(1000, 10_000_000)] int announced, [Values(null, "gzip")] string? encoding)
    {
        var plain = RandomNumberGenerator.GetBytes(600);
        var fakeResponse = new FakeResponse { Body = encoding is null ? plain : Packed.With(encoding, plain)[..500] };
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(
                LoopbackServer.Wire(fakeResponse, encoding is null ? "" : $"Content-Encoding: {encoding}\r\n", announced), stop);
            await Task.Delay(Timeout.Infinite, stop);
        }).Start();
        using var client = server.CreateClient();
        using var sink = new MemoryStream();

        var failure = (await Assert.ThrowsAsync<TimeoutException>(() =>
            way.GetAsync(client.Chain("v3/x"), new { timeout = 0.2, sink = intoSink ? sink : null })))!;

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
        Assert.That(sink.Length, Is.Zero);
    }

    [Test]
    public async Task SendAsync_CanceledBefore_SendsNothing()
    {
        var platform = new FakePlatform();
        using var client = platform.CreateClient();
        var token = new CancellationToken(canceled: true);

        var failure = (await Assert.CatchAsync<OperationCanceledException>(() => client.Chain("v3/x").GetAsync(cancellationToken: token)))!;

        Assert.That(failure.CancellationToken, Is.EqualTo(token));
        Assert.That(platform.Requests, Is.Empty);
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    [Test]
    public async Task SendAsync_CanceledDuringTheCall_IsTheCallersCancellation()
    {
        var platform = new SilentPlatform();
        using var client = Client(platform);
        using var caller = new CancellationTokenSource();
        var call = client.Chain("v3/x/{id}").PostAsync(new { id = "secret" }, caller.Token);
        await platform.Asked;

        await caller.CancelAsync();

        var failure = (await Assert.CatchAsync<OperationCanceledException>(() => call))!;
        Assert.That(failure.CancellationToken, Is.EqualTo(caller.Token));
        Assert.That(failure.Message, Does.Contain("POST v3/x/{id} was canceled by the caller").And.Not.Contain("secret"));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
    }

    [Test]
    public async Task Send_TheClientIsDisposedMeanwhile_SaysSo([Values] Way way)
    {
        var platform = new SilentPlatform();
        var client = Client(platform);
        var call = Task.Run(() => way.PostAsync(client.Chain("v3/x/{id}"), new { id = "secret" }));
        await platform.Asked;

        client.Dispose();

        var failure = (await Assert.CatchAsync<OperationCanceledException>(() => call))!;
        Assert.That(
            failure.Message,
            Does.StartWith("POST v3/x/{id} was canceled because its WeChatPayClient was disposed. The request may still take effect"));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
    }

    [Test]
    public async Task SendAsync_CanceledThroughADynamicChain_IsTheCallersCancellation()
    {
        var platform = new SilentPlatform();
        using var owner = Client(platform);
        dynamic client = owner;
        using var caller = new CancellationTokenSource();
        Task<WeChatPayResponse> call = client.v3.x.GetAsync(stop: caller.Token);
        await platform.Asked;

        await caller.CancelAsync();

        Assert.That((await Assert.CatchAsync<OperationCanceledException>(() => call))!.CancellationToken, Is.EqualTo(caller.Token));
    }

    // The reason decides whether to retry: a rejected response must not look like a canceled call.
    [Test]
    public async Task SendAsync_CanceledWhenTheResponseIsAlreadyRejected_KeepsTheReason()
    {
        using var caller = new CancellationTokenSource();
        using var client = new FakePlatform(_ =>
        {
            caller.Cancel();
            return new FakeResponse { Signed = false };
        }).CreateClient();

        var failure = (await Assert.CatchAsync(() => client.Chain("v3/x").GetAsync(cancellationToken: caller.Token)))!;

        Assert.That(failure, Is.TypeOf<WeChatPaySignatureException>());
    }

    private static StubHandler SlowBody(ManualTimeProvider clock)
    {
        var left = 4;
        return RespondWith(new GeneratedBody(buffer =>
        {
            clock.Advance(TimeSpan.FromSeconds(20));
            return left-- > 0 ? 1 : 0;
        }));
    }

    private static StubHandler RespondWith(Stream body) =>
        new(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) });

    private static WeChatPayClient Client(HttpMessageHandler platform, Action<WeChatPayClientOptions>? configure = null)
    {
        var options = Merchant.Options(platform);
        configure?.Invoke(options);
        return new WeChatPayClient(options);
    }
}
