using WeChatPay.Chain.Redis.Tests.Support;

namespace WeChatPay.Chain.Redis.Tests;

/// <summary>Stands in this namespace to be set up before all that is in it. One Redis for the whole run: every test has notifications of its own in it.</summary>
[SetUpFixture]
internal sealed class SharedRedis
{
    private static RedisServer? _server;

    public static string Configuration => _server!.Configuration;

    [OneTimeSetUp]
    public void Start() => _server = new RedisServer();

    [OneTimeTearDown]
    public void Stop() => _server?.Dispose();
}
