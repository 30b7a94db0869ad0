using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

public sealed class CancellationTests() : WireMockTests(Way.Async)
{
    [Test]
    public async Task GetAsync_CancelledWhileThePlatformThinks_IsCancelledWithTheCallersToken()
    {
        await AnswerAsync(WireMock.Sign(new Answer(200, "{}")) with { Delay = TimeSpan.FromMinutes(5) });
        using var cancellation = new CancellationTokenSource();

        var call = Client.Chain(Target).GetAsync(cancellationToken: cancellation.Token);
        while ((await Platform.RequestsAsync()).Count == 0)
        {
            await Task.Yield();
        }
        await cancellation.CancelAsync();

        var cancelled = Assert.CatchAsync<OperationCanceledException>(() => call);
        Assert.That(cancelled!.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(WeChatPayException.IsOutcomeUnknown(cancelled), Is.True);
    }

    [Test]
    public async Task GetAsync_CancelledBefore_SendsNothing()
    {
        await AnswerAsync(WireMock.Sign(new Answer(200, "{}")));

        Assert.CatchAsync<OperationCanceledException>(() => Client.Chain(Target).GetAsync(cancellationToken: new CancellationToken(canceled: true)));

        Assert.That(await Platform.RequestsAsync(), Is.Empty);
    }
}
