using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.Once))]
public sealed class CancellationTests(PlatformKind platform) : ConsumerTests(platform)
{
    [Test]
    public async Task GetAsync_CanceledBeforeTheResponse_ThrowsWithTheCallersToken()
    {
        await RespondAsync(new CannedResponse(200, "{}") { Delay = TimeSpan.FromMinutes(5) });
        using var cancellation = new CancellationTokenSource();

        var call = Client.Chain(Target).GetAsync(cancellationToken: cancellation.Token);
        while ((await Platform.RequestsAsync()).Count == 0)
        {
            await Task.Yield();
        }
        await cancellation.CancelAsync();

        var canceled = await Assert.CatchAsync<OperationCanceledException>(() => call);
        Assert.That(canceled.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(WeChatPayException.IsOutcomeUnknown(canceled), Is.True);
    }

    [Test]
    public async Task GetAsync_CanceledBeforeTheCall_SendsNothing()
    {
        await RespondAsync(new CannedResponse(200, "{}"));

        await Assert.CatchAsync<OperationCanceledException>(() =>
            Client.Chain(Target).GetAsync(cancellationToken: new CancellationToken(canceled: true)));

        Assert.That(await Platform.RequestsAsync(), Is.Empty);
    }
}
