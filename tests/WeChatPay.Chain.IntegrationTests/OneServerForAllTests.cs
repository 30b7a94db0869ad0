using WeChatPay.Chain.IntegrationTests.OnWireMock;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests;

/// <summary>Starts WireMock for the first test that asks and ends it after the last. Each test is a merchant of its own there.</summary>
[SetUpFixture]
public sealed class OneServerForAllTests
{
    private static readonly Lazy<Task<WireMockServer>> _start = new(WireMockServer.StartAsync);

    /// <summary>The server. Where it cannot start, one test fails and says why, and those that ask here are inconclusive.</summary>
    public static async Task<WireMockServer> FindAsync()
    {
        Assume.That(await FailureAsync(), Is.Null, $"WireMock does not run: see {nameof(WireMockServerTests)}.");
        return await _start.Value;
    }

    /// <summary>Why the server cannot start, and what to install; null when it runs.</summary>
    public static async Task<string?> FailureAsync()
    {
        try
        {
            await _start.Value;
            return null;
        }
        catch (WireMockUnavailableException unavailable)
        {
            return unavailable.Message;
        }
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_start is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _start.Value).DisposeAsync();
        }
    }
}
