using System.Runtime.CompilerServices;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Inbox;

internal sealed class MemoryNotificationClaimsTests
{
    private static readonly TimeSpan _claim = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _memory = TimeSpan.FromDays(3);
    private static readonly NotificationKey _key = new("1900000109", "notify", "EV-1");

    private readonly TestTimeProvider _clock = new(DateTimeOffset.UnixEpoch);

    [Test]
    public async Task Claim_Concurrently_IsGrantedToOne()
    {
        var inbox = new MemoryNotificationClaims(_clock);
        using var start = new Barrier(8);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(owner => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return ClaimAsync(inbox, _key, $"{owner}");
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));

        Assert.That(claims.Count(claim => claim == InboxClaim.Granted), Is.EqualTo(1));
        Assert.That(claims.Count(claim => claim == InboxClaim.InProgress), Is.EqualTo(7));
    }

    [Test]
    public async Task Claim_NotRenewed_ExpiresAfterItsLifetime()
    {
        var inbox = new MemoryNotificationClaims(_clock);
        await ClaimAsync(inbox, _key, "dead");

        _clock.Advance(_claim - TimeSpan.FromTicks(1));
        var before = await ClaimAsync(inbox, _key, "next");
        _clock.Advance(TimeSpan.FromTicks(1));
        var after = await ClaimAsync(inbox, _key, "next");

        Assert.That((before, after), Is.EqualTo((InboxClaim.InProgress, InboxClaim.Granted)));
        Assert.That(await inbox.RenewAsync(_key, "dead", _claim, default), Is.False);
    }

    [Test]
    public async Task Claim_WhenClockIsSetForward_StillHolds()
    {
        var inbox = new MemoryNotificationClaims(_clock);
        await ClaimAsync(inbox, _key, "owner");

        _clock.ShiftTimeOfDay(TimeSpan.FromDays(1));

        Assert.That(await ClaimAsync(inbox, _key, "next"), Is.EqualTo(InboxClaim.InProgress));
    }

    [Test]
    public async Task Renew_ByOwner_ExtendsClaim()
    {
        var inbox = new MemoryNotificationClaims(_clock);
        await ClaimAsync(inbox, _key, "owner");

        _clock.Advance(_claim / 2);
        Assert.That(await inbox.RenewAsync(_key, "owner", _claim, default), Is.True);
        _clock.Advance(_claim / 2);

        Assert.That(await ClaimAsync(inbox, _key, "next"), Is.EqualTo(InboxClaim.InProgress));
    }

    [Test]
    public async Task Release_ByAnotherOwner_DoesNothing()
    {
        var inbox = new MemoryNotificationClaims(_clock);
        await ClaimAsync(inbox, _key, "owner");

        await inbox.ReleaseAsync(_key, "stranger", default);
        Assert.That(await ClaimAsync(inbox, _key, "next"), Is.EqualTo(InboxClaim.InProgress));

        await inbox.ReleaseAsync(_key, "owner", default);
        Assert.That(await ClaimAsync(inbox, _key, "next"), Is.EqualTo(InboxClaim.Granted));
    }

    [Test]
    public async Task Complete_Always_IsRememberedForItsLifetime()
    {
        var inbox = new MemoryNotificationClaims(_clock);
        await ClaimAsync(inbox, _key, "owner");
        await inbox.CompleteAsync(_key, "owner", _memory, default);

        _clock.Advance(_memory - TimeSpan.FromTicks(1));
        var before = await ClaimAsync(inbox, _key, "next");
        _clock.Advance(TimeSpan.FromTicks(1));
        var after = await ClaimAsync(inbox, _key, "next");

        Assert.That((before, after), Is.EqualTo((InboxClaim.Completed, InboxClaim.Granted)));
    }

    [Test]
    public async Task Complete_BeyondCapacity_ForgetsTheOldest()
    {
        var inbox = new MemoryNotificationClaims(_clock, capacity: 2);
        foreach (var id in new[] { "1", "2", "3" })
        {
            await inbox.CompleteAsync(_key with { NotificationId = id }, "owner", _memory, default);
        }

        Assert.That(await ClaimAsync(inbox, _key with { NotificationId = "1" }, "next"), Is.EqualTo(InboxClaim.Granted));
        Assert.That(await ClaimAsync(inbox, _key with { NotificationId = "2" }, "next"), Is.EqualTo(InboxClaim.Completed));
        Assert.That(await ClaimAsync(inbox, _key with { NotificationId = "3" }, "next"), Is.EqualTo(InboxClaim.Completed));
    }

    [TestCase("claim")]
    [TestCase("renew")]
    [TestCase("complete")]
    [TestCase("release")]
    public async Task ExpiredClaims_AtTheNextCall_AreRemoved(string call)
    {
        var inbox = new MemoryNotificationClaims(_clock);
        var owners = await ClaimAsync(inbox, 100);
        _clock.Advance(_claim);

        var other = _key with { NotificationId = "other" };
        await (call switch
        {
            "claim" => ClaimAsync(inbox, other, "next"),
            "renew" => inbox.RenewAsync(other, "next", _claim, default),
            "complete" => inbox.CompleteAsync(other, "owner", _memory, default),
            _ => inbox.ReleaseAsync(other, "next", default),
        });
        GC.Collect();

        Assert.That(owners.Count(owner => owner.IsAlive), Is.Zero);
        Assert.That(await ClaimAsync(inbox, _key with { NotificationId = "0" }, "next"), Is.EqualTo(InboxClaim.Granted));
    }

    [Test]
    public async Task UnexpiredClaims_AtTheNextCall_AreKept()
    {
        var inbox = new MemoryNotificationClaims(_clock);
        await ClaimAsync(inbox, _key with { NotificationId = "renewed" }, "owner");
        await inbox.ClaimAsync(_key with { NotificationId = "longer" }, "owner", _claim * 3, default);
        _clock.Advance(_claim / 2);
        await inbox.RenewAsync(_key with { NotificationId = "renewed" }, "owner", _claim, default);
        _clock.Advance(_claim - TimeSpan.FromTicks(1));

        Assert.That(await ClaimAsync(inbox, _key with { NotificationId = "renewed" }, "next"), Is.EqualTo(InboxClaim.InProgress));
        Assert.That(await ClaimAsync(inbox, _key with { NotificationId = "longer" }, "next"), Is.EqualTo(InboxClaim.InProgress));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(await ClaimAsync(inbox, _key with { NotificationId = "renewed" }, "next"), Is.EqualTo(InboxClaim.Granted));
        Assert.That(await ClaimAsync(inbox, _key with { NotificationId = "longer" }, "next"), Is.EqualTo(InboxClaim.InProgress));
    }

    [Test]
    public async Task Renew_ExpiredClaim_ReturnsFalse()
    {
        var inbox = new MemoryNotificationClaims(_clock);
        await ClaimAsync(inbox, _key, "owner");

        _clock.Advance(_claim);

        Assert.That(await inbox.RenewAsync(_key, "owner", _claim, default), Is.False);
    }

    [Test]
    public async Task Claim_SameIdOfAnotherMerchant_IsAnotherNotification()
    {
        var inbox = new MemoryNotificationClaims(_clock);

        await ClaimAsync(inbox, _key, "owner");

        Assert.That(await ClaimAsync(inbox, _key with { MerchantId = "1900000110" }, "next"), Is.EqualTo(InboxClaim.Granted));
    }

    private static async Task<InboxClaim> ClaimAsync(MemoryNotificationClaims inbox, NotificationKey key, string owner) =>
        (await inbox.ClaimAsync(key, owner, _claim, default)).Claim;

    // Not inlined, because the locals of a test would keep the owners alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> ClaimAsync(MemoryNotificationClaims inbox, int count)
    {
        var owners = new List<WeakReference>();
        for (var number = 0; number < count; number++)
        {
            var owner = new string('o', 32);
            owners.Add(new WeakReference(owner));
            await ClaimAsync(inbox, _key with { NotificationId = $"{number}" }, owner);
        }
        return owners;
    }
}
