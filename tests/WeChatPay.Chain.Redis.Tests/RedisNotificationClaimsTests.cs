using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Redis.Tests.Support;

namespace WeChatPay.Chain.Redis.Tests;

internal sealed class RedisNotificationClaimsTests : IDisposable
{
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(10);

    private readonly NotificationKey _key = new("1900000109", "notify", $"EV-{Guid.NewGuid():N}");
    private readonly ConnectionMultiplexer _connection = ConnectionMultiplexer.Connect(SharedRedis.Configuration);
    private readonly ConnectionMultiplexer _otherConnection = ConnectionMultiplexer.Connect(SharedRedis.Configuration);
    private readonly RedisNotificationClaims _inbox;
    private readonly RedisNotificationClaims _other;

    public RedisNotificationClaimsTests()
    {
        _inbox = new(() => Task.FromResult<IConnectionMultiplexer>(_connection));
        _other = new(() => Task.FromResult<IConnectionMultiplexer>(_otherConnection));
    }

    private string Name => $"wechatpay:notification:{_key}";

    public void Dispose()
    {
        _connection.Dispose();
        _otherConnection.Dispose();
    }

    [Test]
    public async Task Claim_ConcurrentlyFromTwoInstances_IsGrantedToOne()
    {
        var claims = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(owner => Task.Run(() => ClaimAsync(owner % 2 == 0 ? _inbox : _other, $"{owner}"))));

        Assert.That(claims.Count(claim => claim == InboxClaim.Granted), Is.EqualTo(1));
        Assert.That(claims.Count(claim => claim == InboxClaim.InProgress), Is.EqualTo(31));
    }

    [Test]
    public async Task Claim_NotRenewed_ExpiresAfterItsLifetime()
    {
        await _inbox.ClaimAsync(_key, "dead", TimeSpan.FromMilliseconds(200), default);

        InboxClaim claim;
        do
        {
            claim = await ClaimAsync(_other, "next");
        }
        while (claim == InboxClaim.InProgress);

        Assert.That(claim, Is.EqualTo(InboxClaim.Granted));
        Assert.That(await _inbox.RenewAsync(_key, "dead", _long, default), Is.False);
    }

    [Test]
    public async Task Release_ByAnotherOwner_DoesNothing()
    {
        await ClaimAsync(_inbox, "owner");

        await _other.ReleaseAsync(_key, "stranger", default);
        Assert.That(await ClaimAsync(_other, "next"), Is.EqualTo(InboxClaim.InProgress));

        await _inbox.ReleaseAsync(_key, "owner", default);
        Assert.That(await ClaimAsync(_other, "next"), Is.EqualTo(InboxClaim.Granted));
    }

    [Test]
    public async Task Renew_ByOwner_ExtendsClaim()
    {
        await _inbox.ClaimAsync(_key, "owner", _long, default);

        Assert.That(await _other.RenewAsync(_key, "stranger", _long * 3, default), Is.False);
        Assert.That(TimeLeft(), Is.Not.Null.And.LessThanOrEqualTo(_long));

        Assert.That(await _inbox.RenewAsync(_key, "owner", _long * 3, default), Is.True);
        Assert.That(TimeLeft(), Is.GreaterThan(_long * 2));
    }

    [Test]
    public async Task Complete_ByOneInstance_IsSeenByAllAndExpires()
    {
        await ClaimAsync(_inbox, "owner");

        await _inbox.CompleteAsync(_key, "owner", TimeSpan.FromDays(3), default);

        Assert.That(await ClaimAsync(_other, "next"), Is.EqualTo(InboxClaim.Completed));
        Assert.That(TimeLeft(), Is.GreaterThan(TimeSpan.FromDays(2)).And.LessThanOrEqualTo(TimeSpan.FromDays(3)));
        await _inbox.ReleaseAsync(_key, "owner", default);
        Assert.That(await ClaimAsync(_other, "next"), Is.EqualTo(InboxClaim.Completed), "What is done stays done.");
    }

    [Test]
    public async Task Claim_SameIdOfAnotherMerchant_IsAnotherNotification()
    {
        await ClaimAsync(_inbox, "owner");

        Assert.That(
            (await _inbox.ClaimAsync(_key with { MerchantId = "1900000110" }, "next", _long, default)).Claim, Is.EqualTo(InboxClaim.Granted));
    }

    [Test]
    public async Task Claim_WithAnotherPrefix_IsAnotherNotification()
    {
        var inbox = new RedisNotificationClaims(() => Task.FromResult<IConnectionMultiplexer>(_connection), "another:");
        await ClaimAsync(_inbox, "owner");

        Assert.That(await ClaimAsync(inbox, "next"), Is.EqualTo(InboxClaim.Granted));
    }

    [Test]
    public async Task Claim_AfterFailedConnection_ConnectsAgain()
    {
        var attempts = 0;
        var inbox = new RedisNotificationClaims(() => attempts++ == 0
            ? Task.FromException<IConnectionMultiplexer>(new IOException("No Redis yet."))
            : Task.FromResult<IConnectionMultiplexer>(_connection));

        await Assert.ThrowsAsync<IOException>(() => ClaimAsync(inbox, "owner"));
        Assert.That(await ClaimAsync(inbox, "owner"), Is.EqualTo(InboxClaim.Granted));
        Assert.That(await ClaimAsync(inbox, "next"), Is.EqualTo(InboxClaim.InProgress));
        Assert.That(attempts, Is.EqualTo(2));
    }

    [Test]
    public async Task RenewAndRelease_AfterScriptFlush_Succeed()
    {
        using var server = new RedisServer();
        using var connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        using var administrator = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        var inbox = new RedisNotificationClaims(() => Task.FromResult<IConnectionMultiplexer>(connection));
        await ClaimAsync(inbox, "owner");
        Assert.That(await inbox.RenewAsync(_key, "owner", _long, default), Is.True);

        await administrator.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH");

        Assert.That(await inbox.RenewAsync(_key, "owner", _long, default), Is.True);
        await administrator.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH");
        await inbox.ReleaseAsync(_key, "owner", default);
        Assert.That(await ClaimAsync(inbox, "next"), Is.EqualTo(InboxClaim.Granted));
    }

    [TestCase("")]
    [TestCase("redis:6379,pasword=very-secret")]
    public void Add_InvalidConfiguration_Throws(string configuration)
    {
        Assert.That(
            () => new ServiceCollection().AddWeChatPayRedisInbox(configuration),
            Throws.InstanceOf<ArgumentException>().With.Message.Not.Contains("very-secret"));
    }

    private async Task<InboxClaim> ClaimAsync(RedisNotificationClaims inbox, string owner) =>
        (await inbox.ClaimAsync(_key, owner, _long, default)).Claim;

    private TimeSpan? TimeLeft() => _connection.GetDatabase().KeyTimeToLive(Name);
}
