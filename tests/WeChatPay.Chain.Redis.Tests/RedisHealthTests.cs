using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;
using WeChatPay.Chain.Redis.Tests.Support;

namespace WeChatPay.Chain.Redis.Tests;

internal sealed class RedisHealthTests : IDisposable
{
    private const string Password = "very-secret";

    private readonly RedisServer _redis = new();
    private readonly List<ConnectionMultiplexer> _connections = [];

    public void Dispose()
    {
        _connections.ForEach(connection => connection.Dispose());
        _redis.Dispose();
    }

    [Test]
    public async Task CheckHealth_WritableAndNotEvicting_IsHealthy()
    {
        var result = await CheckAsync(Claims());

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [TestCase("allkeys-lru")]
    [TestCase("volatile-ttl")]
    public async Task CheckHealth_EvictingPolicy_IsDegradedAndNamesThePolicy(string policy)
    {
        await _redis.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", policy);

        var result = await CheckAsync(Claims());

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(result.Description, Does.Contain($"'{policy}'").And.Contain("'noeviction'"));
    }

    [Test]
    public async Task CheckHealth_PrimaryBecameReplica_IsUnhealthyUntilItIsWritable()
    {
        var claims = Claims(",configCheckSeconds=1");
        Assert.That((await CheckAsync(claims)).Status, Is.EqualTo(HealthStatus.Healthy));

        await _redis.MakeReadOnlyAsync();
        var replica = await CheckAsync(claims);
        await _redis.MakeWritableAsync();
        HealthCheckResult result;
        do
        {
            result = await CheckAsync(claims);
        }
        while (result.Status != HealthStatus.Healthy);

        Assert.That(replica.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(replica.Description, Does.Contain("read-only replica"));
    }

    [Test]
    public async Task CheckHealth_ConnectedToReplica_IsUnhealthy()
    {
        await _redis.MakeReadOnlyAsync();

        var result = await CheckAsync(Claims());

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(result.Description, Does.Contain("read-only replica"));
    }

    [Test]
    public async Task CheckHealth_ServerDown_IsUnhealthyWithoutConfiguration()
    {
        _redis.Stop();

        var result = await CheckAsync(Claims($",password={Password},abortConnect=false,connectTimeout=500,asyncTimeout=500"));

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(result.Description, Does.Contain("cannot be reached").And.Not.Contain("127.0.0.1").And.Not.Contain($"{_redis.Port}"));
        Assert.That($"{result.Description} {result.Exception}", Does.Not.Contain(Password));
    }

    [Test]
    public async Task CheckHealth_WrongPassword_IsUnhealthyWithoutPassword()
    {
        await _redis.ExecuteAsync("CONFIG", "SET", "requirepass", "another-secret");

        var result = await CheckAsync(Claims($",password={Password},abortConnect=false,connectTimeout=500,asyncTimeout=500"));

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That($"{result.Description} {result.Exception}", Does.Not.Contain(Password).And.Not.Contain("another-secret"));
    }

    [Test]
    public async Task CheckHealth_AccountWithoutInfo_IsHealthy()
    {
        await _redis.ExecuteAsync("ACL", "SETUSER", "inbox", "on", $">{Password}", "~*", "+@all", "-info");

        var result = await CheckAsync(Claims($",user=inbox,password={Password}"));

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task CheckHealth_Canceled_ThrowsOperationCanceledException()
    {
        var claims = Claims();
        await CheckAsync(claims);
        _redis.Freeze();
        using var source = new CancellationTokenSource();

        var check = claims.CheckHealthAsync(new HealthCheckContext(), source.Token);
        await source.CancelAsync();

        await Assert.ThatAsync(() => check, Throws.InstanceOf<OperationCanceledException>());
        _redis.Thaw();
    }

    private static Task<HealthCheckResult> CheckAsync(RedisNotificationClaims claims) => claims.CheckHealthAsync(new HealthCheckContext());

    private RedisNotificationClaims Claims(string options = "") => new(async () =>
    {
        var connection = await ConnectionMultiplexer.ConnectAsync($"{_redis.Configuration}{options}");
        _connections.Add(connection);
        return connection;
    });
}
