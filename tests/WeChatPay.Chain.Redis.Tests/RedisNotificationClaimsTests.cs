using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Redis.Tests.Support;

namespace WeChatPay.Chain.Redis.Tests;

internal sealed class RedisNotificationClaimsTests : IDisposable
{
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(200);

    private readonly NotificationKey _key = new("1900000109", "notify", $"EV-{Guid.NewGuid():N}");
    private readonly ConnectionMultiplexer _connection = ConnectionMultiplexer.Connect(SharedRedis.Configuration);
    private readonly ConnectionMultiplexer _otherConnection = ConnectionMultiplexer.Connect(SharedRedis.Configuration);
    private readonly RedisNotificationClaims _claims;
    private readonly RedisNotificationClaims _other;

    public RedisNotificationClaimsTests()
    {
        _claims = new(() => Task.FromResult<IConnectionMultiplexer>(_connection));
        _other = new(() => Task.FromResult<IConnectionMultiplexer>(_otherConnection));
    }

    private string Name => $"wechatpay:notification:{{{_key}}}";

    public void Dispose()
    {
        _connection.Dispose();
        _otherConnection.Dispose();
    }

    [Test]
    public async Task Claim_ConcurrentlyFromTwoInstances_IsGrantedToOne()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(owner => Task.Run(() => ClaimAsync(owner % 2 == 0 ? _claims : _other, $"{owner}"))));

        Assert.That(results.Count(claim => claim == InboxClaim.Granted), Is.EqualTo(1));
        Assert.That(results.Count(claim => claim == InboxClaim.InProgress), Is.EqualTo(31));
    }

    [Test]
    public async Task Claim_NotRenewed_ExpiresAfterItsLifetime()
    {
        await _claims.ClaimAsync(_key, "dead", _short, default);

        InboxClaim claim;
        do
        {
            claim = await ClaimAsync(_other, "next");
        }
        while (claim == InboxClaim.InProgress);

        Assert.That(claim, Is.EqualTo(InboxClaim.Granted));
        Assert.That(await _claims.RenewAsync(_key, "dead", _long, default), Is.False);
    }

    [Test]
    public async Task Release_ByAnotherOwner_DoesNothing()
    {
        await ClaimAsync(_claims, "owner");

        await _other.ReleaseAsync(_key, "stranger", default);
        Assert.That(await ClaimAsync(_other, "next"), Is.EqualTo(InboxClaim.InProgress));

        await _claims.ReleaseAsync(_key, "owner", default);
        Assert.That(await ClaimAsync(_other, "next"), Is.EqualTo(InboxClaim.Granted));
    }

    [Test]
    public async Task Renew_ByOwner_ExtendsClaim()
    {
        await _claims.ClaimAsync(_key, "owner", _long, default);

        Assert.That(await _other.RenewAsync(_key, "stranger", _long * 3, default), Is.False);
        Assert.That(TimeLeft(), Is.Not.Null.And.LessThanOrEqualTo(_long));

        Assert.That(await _claims.RenewAsync(_key, "owner", _long * 3, default), Is.True);
        Assert.That(TimeLeft(), Is.GreaterThan(_long * 2));
    }

    [Test]
    public async Task Complete_ByOneInstance_IsSeenByAllAndExpires()
    {
        await ClaimAsync(_claims, "owner");

        await _claims.CompleteAsync(_key, "owner", TimeSpan.FromDays(3), default);

        Assert.That(await ClaimAsync(_other, "next"), Is.EqualTo(InboxClaim.Completed));
        Assert.That(TimeLeft(), Is.GreaterThan(TimeSpan.FromDays(2)).And.LessThanOrEqualTo(TimeSpan.FromDays(3)));
        await _claims.ReleaseAsync(_key, "owner", default);
        Assert.That(await ClaimAsync(_other, "next"), Is.EqualTo(InboxClaim.Completed), "What is done stays done.");
    }

    [Test]
    public async Task Claim_AfterReleaseAndExpiry_HasGrowingNumber()
    {
        var first = await _claims.ClaimAsync(_key, "first", _long, default);
        await _claims.ReleaseAsync(_key, "first", default);
        var second = await _other.ClaimAsync(_key, "second", _short, default);
        await WaitForExpiryAsync();
        var third = await _claims.ClaimAsync(_key, "third", _long, default);

        Assert.That(new[] { first.Number, second.Number, third.Number }, Is.EqualTo([1, 2, 3]));
        Assert.That((await _other.ClaimAsync(_key, "rejected", _long, default)).Number, Is.Zero);
    }

    [Test]
    public async Task Claim_AfterCompletion_LeavesNoCount()
    {
        await ClaimAsync(_claims, "owner");

        await _claims.CompleteAsync(_key, "owner", _long, default);

        Assert.That(_connection.GetDatabase().KeyExists($"{Name}:attempts"), Is.False);
    }

    [Test]
    public async Task Claim_OfANotification_ExpiresWithItsCount()
    {
        await ClaimAsync(_claims, "owner");

        Assert.That(
            _connection.GetDatabase().KeyTimeToLive($"{Name}:attempts"),
            Is.GreaterThan(TimeSpan.FromDays(2)).And.LessThanOrEqualTo(TimeSpan.FromDays(3)));
    }

    [Test]
    public async Task Complete_ClaimedByAnotherOwner_IsRejected()
    {
        await _claims.ClaimAsync(_key, "late", _short, default);
        await WaitForExpiryAsync();
        await ClaimAsync(_other, "next");

        Assert.That(await _claims.CompleteAsync(_key, "late", _long, default), Is.False);

        Assert.That(await ClaimAsync(_claims, "third"), Is.EqualTo(InboxClaim.InProgress), "Nothing was recorded.");
        Assert.That(await _other.CompleteAsync(_key, "next", _long, default), Is.True);
        Assert.That(await _claims.CompleteAsync(_key, "late", _long, default), Is.True, "It is recorded already.");
    }

    [Test]
    public async Task Complete_ExpiredAndNotClaimedAgain_IsAccepted()
    {
        await _claims.ClaimAsync(_key, "late", _short, default);
        await WaitForExpiryAsync();

        Assert.That(await _claims.CompleteAsync(_key, "late", _long, default), Is.True);

        Assert.That(await ClaimAsync(_other, "next"), Is.EqualTo(InboxClaim.Completed));
    }

    [Test]
    public async Task AllMethods_WithACluster_KeepBothKeysInOneSlot()
    {
        using var cluster = await RedisCluster.StartAsync();
        using var connection = await ConnectionMultiplexer.ConnectAsync(cluster.Configuration);
        var claims = new RedisNotificationClaims(() => Task.FromResult<IConnectionMultiplexer>(connection));

        var first = await claims.ClaimAsync(_key, "first", _long, default);
        var keys = connection.GetServer(cluster.Configuration).Keys(pattern: $"*{_key}*").ToList();
        Assert.That(await claims.RenewAsync(_key, "first", _long, default), Is.True);
        await claims.ReleaseAsync(_key, "first", default);
        var second = await claims.ClaimAsync(_key, "second", _long, default);
        Assert.That(await claims.CompleteAsync(_key, "second", _long, default), Is.True);

        Assert.That((first.Number, second.Number), Is.EqualTo((1, 2)));
        Assert.That(keys, Has.Count.EqualTo(2));
        Assert.That(await cluster.SlotOfAsync(keys[0]), Is.EqualTo(await cluster.SlotOfAsync(keys[1])));
    }

    [Test]
    public async Task Claim_SameIdOfAnotherMerchant_IsAnotherNotification()
    {
        await ClaimAsync(_claims, "owner");

        Assert.That(
            (await _claims.ClaimAsync(_key with { MerchantId = "1900000110" }, "next", _long, default)).Claim,
            Is.EqualTo(InboxClaim.Granted));
    }

    [Test]
    public async Task Claim_WithAnotherPrefix_IsAnotherNotification()
    {
        var claims = new RedisNotificationClaims(() => Task.FromResult<IConnectionMultiplexer>(_connection), "another:");
        await ClaimAsync(_claims, "owner");

        Assert.That(await ClaimAsync(claims, "next"), Is.EqualTo(InboxClaim.Granted));
    }

    [Test]
    public async Task Claim_AfterFailedConnection_ConnectsAgain()
    {
        var attempts = 0;
        var claims = new RedisNotificationClaims(() => attempts++ == 0
            ? Task.FromException<IConnectionMultiplexer>(new IOException("No Redis yet."))
            : Task.FromResult<IConnectionMultiplexer>(_connection));

        await Assert.ThrowsAsync<IOException>(() => ClaimAsync(claims, "owner"));
        Assert.That(await ClaimAsync(claims, "owner"), Is.EqualTo(InboxClaim.Granted));
        Assert.That(await ClaimAsync(claims, "next"), Is.EqualTo(InboxClaim.InProgress));
        Assert.That(attempts, Is.EqualTo(2));
    }

    [Test]
    public async Task RenewAndRelease_AfterScriptFlush_Succeed()
    {
        using var server = new RedisServer();
        using var connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        using var administrator = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        var claims = new RedisNotificationClaims(() => Task.FromResult<IConnectionMultiplexer>(connection));
        await ClaimAsync(claims, "owner");
        Assert.That(await claims.RenewAsync(_key, "owner", _long, default), Is.True);

        await administrator.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH");

        Assert.That(await claims.RenewAsync(_key, "owner", _long, default), Is.True);
        await administrator.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH");
        await claims.ReleaseAsync(_key, "owner", default);
        Assert.That(await ClaimAsync(claims, "next"), Is.EqualTo(InboxClaim.Granted));
    }

    [TestCase("")]
    [TestCase("redis:6379,pasword=very-secret")]
    public void Add_InvalidConfiguration_Throws(string configuration)
    {
        Assert.That(
            () => new ServiceCollection().AddWeChatPayRedisInbox(configuration),
            Throws.InstanceOf<ArgumentException>().With.Message.Not.Contains("very-secret"));
    }

    private async Task<InboxClaim> ClaimAsync(RedisNotificationClaims claims, string owner) =>
        (await claims.ClaimAsync(_key, owner, _long, default)).Claim;

    private Task WaitForExpiryAsync() => Wait.UntilAsync(() => !_connection.GetDatabase().KeyExists(Name));

    private TimeSpan? TimeLeft() => _connection.GetDatabase().KeyTimeToLive(Name);
}
