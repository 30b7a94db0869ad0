using WeChatPay.Chain.IntegrationTests.Platforms;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class ParallelCallsTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    private const int Count = 300;

    [Test]
    public async Task Get_ManyAtOnceOverOneClientAndOneChain_EachGetsItsOwnAnswer()
    {
        var openids = Enumerable.Range(1, Count).Select(i => $"o-Customer{i}").ToArray();
        foreach (var openid in openids)
        {
            await Platform.AnswerAsync(HttpMethod.Get, TargetOf(openid), new Answer(200, $$"""{"openid":"{{openid}}"}"""));
        }
        var chain = Client.Chain("v3/palmservice/authorization/openid/{openid}");

        var answered = await Task.WhenAll(openids.Select(openid => OnAThreadOfItsOwn(async () =>
        {
            using var response = await GetAsync(chain, new { openid });
            return (string)response.Data.openid;
        })));

        var requests = await Platform.RequestsAsync();
        var merchantKey = Platform.CreateClientOptions().MerchantPrivateKey!;
        Assert.That(answered, Is.EqualTo(openids));
        Assert.That(requests.Select(request => request.Target), Is.EquivalentTo(openids.Select(TargetOf)));
        Assert.That(requests.Select(request => MerchantSignature.Of(request).Nonce), Is.Unique);
        Assert.That(requests.All(request => MerchantSignature.Of(request).IsBy(merchantKey)), Is.True);
    }

    // Synchronous calls block their thread, and a few hundred of them would block every thread of the pool.
    private static Task<string> OnAThreadOfItsOwn(Func<Task<string>> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private static string TargetOf(string openid) => $"/v3/palmservice/authorization/openid/{openid}";
}
