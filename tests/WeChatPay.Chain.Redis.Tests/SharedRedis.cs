using WeChatPay.Chain.Redis.Tests.Support;

namespace WeChatPay.Chain.Redis.Tests;

/// <summary>One Redis server for all tests of this namespace. Each test uses its own notifications.</summary>
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
