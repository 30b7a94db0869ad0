using WeChatPay.Chain.IntegrationTests.OnWireMock;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests;

/// <summary>Starts the server before the first test and ends it after the last. Each test is a merchant of its own there.</summary>
[SetUpFixture]
public sealed class OneServerForAllTests
{
    private static WireMockServer? _server;

    /// <summary>The server. Where it could not start, one test fails and says why, and those that ask for it here are inconclusive.</summary>
    public static WireMockServer Server
    {
        get
        {
            Assume.That(_server, Is.Not.Null, $"WireMock does not run: see {nameof(WireMockServerTests)}.");
            return _server!;
        }
    }

    /// <summary>Why there is no server; null when there is one.</summary>
    public static string? Failure { get; private set; }

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        try
        {
            _server = await WireMockServer.StartAsync();
        }
        catch (WireMockUnavailableException unavailable)
        {
            Failure = unavailable.Message;
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
