using WeChatPay.Chain.IntegrationTests.Platforms;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class ParallelCallsTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    private const int Count = 300;

    [Test]
    public async Task Get_ManyConcurrentCallsOnOneChain_EachGetsItsResponse()
    {
        var openids = Enumerable.Range(1, Count).Select(i => $"o-Customer{i}").ToArray();
        foreach (var openid in openids)
        {
            await Platform.RespondAsync(HttpMethod.Get, TargetFor(openid), new CannedResponse(200, $$"""{"openid":"{{openid}}"}"""));
        }
        var chain = Client.Chain("v3/palmservice/authorization/openid/{openid}");

        var returned = await Task.WhenAll(openids.Select(openid => OnANewThread(async () =>
        {
            using var response = await GetAsync(chain, new { openid });
            return (string)response.Data.openid;
        })));

        var requests = await Platform.RequestsAsync();
        var merchantKey = Platform.CreateClientOptions().MerchantPrivateKey!;
        Assert.That(returned, Is.EqualTo(openids));
        Assert.That(requests.Select(request => request.Target), Is.EquivalentTo(openids.Select(TargetFor)));
        Assert.That(requests.Select(request => MerchantSignature.From(request).Nonce), Is.Unique);
        Assert.That(requests.All(request => MerchantSignature.From(request).IsSignedWith(merchantKey)), Is.True);
    }

    // Hundreds of synchronous calls would exhaust the thread pool.
    private static Task<string> OnANewThread(Func<Task<string>> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private static string TargetFor(string openid) => $"/v3/palmservice/authorization/openid/{openid}";
}
