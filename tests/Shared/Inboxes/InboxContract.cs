using System.Diagnostics;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>What every inbox guarantees, at instances of an application that share only the inbox.</summary>
/// <typeparam name="TInbox">Starts instances with one inbox.</typeparam>
internal abstract class InboxContract<TInbox> : IAsyncDisposable
    where TInbox : IContractInbox
{
    protected string Id { get; } = $"EV-{Guid.NewGuid():N}";

    protected SignedNotification Notification => SignedNotification.Create(TestMerchant.One, Id);

    /// <summary>Set before each test.</summary>
    protected abstract TInbox Inbox { get; }

    public ValueTask DisposeAsync() => Inbox?.DisposeAsync() ?? default;

    [Test]
    public async Task FiftyDeliveries_AtTwoInstances_HaveOneEffect()
    {
        var calls = 0;
        await using var one = await Inbox.StartAsync((notification, context, _) =>
        {
            Interlocked.Increment(ref calls);
            return Inbox.ApplyAsync(notification, context);
        });
        await using var two = await Inbox.StartAsync((notification, context, _) =>
        {
            Interlocked.Increment(ref calls);
            return Inbox.ApplyAsync(notification, context);
        });

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(number => (number % 2 == 0 ? one : two).PostAsync(Notification)));

        Assert.That(responses.Select(response => response.Status), Is.All.EqualTo(204).Or.EqualTo(409));
        Assert.That(((await one.PostAsync(Notification)).Status, (await two.PostAsync(Notification)).Status), Is.EqualTo((204, 204)));
        Assert.That((calls, Inbox.CountEffects(Id)), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Handler_ThrowsAfterItsEffect_SucceedsWithTheNextAttempt()
    {
        var attempts = new List<long>();
        await using var host = await Inbox.StartAsync(async (notification, context, _) =>
        {
            attempts.Add(context.Attempt);
            await Inbox.ApplyAsync(notification, context);
            if (attempts.Count < 3)
            {
                throw new InvalidDataException(RecordingHandler.Failure);
            }
        });

        var first = await host.PostAsync(Notification);
        var rolledBack = Inbox.CountEffects(Id);
        var second = await host.PostAsync(Notification);
        var third = await host.PostAsync(Notification);
        var fourth = await host.PostAsync(Notification);

        Assert.That((first.Status, second.Status, third.Status, fourth.Status), Is.EqualTo((500, 500, 204, 204)));
        Assert.That(attempts, Is.EqualTo([1, 2, 3]));
        Assert.That((rolledBack, Inbox.CountEffects(Id)), Is.EqualTo(Inbox.RollsBack ? (0, 1) : (1, 3)));
    }

    [Test]
    public async Task Delivery_WhileAnotherInstanceHandles_Gets409AndHasOneEffect()
    {
        var gate = new Gate();
        await using var one = await Inbox.StartAsync(async (notification, context, _) =>
        {
            await Inbox.ApplyAsync(notification, context);
            await gate.PassAsync(CancellationToken.None);
        });
        await using var two = await Inbox.StartAsync((notification, context, _) => Inbox.ApplyAsync(notification, context));

        var first = one.PostAsync(Notification);
        await gate.Entered;
        var second = await two.PostAsync(Notification);
        gate.Open();

        Assert.That(((await first).Status, second.Status), Is.EqualTo((204, 409)));
        Assert.That((await two.PostAsync(Notification)).Status, Is.EqualTo(204));
        Assert.That(Inbox.CountEffects(Id), Is.EqualTo(1));
    }

    [Test]
    public async Task Handler_SlowerThanTheResponse_HasOneEffect()
    {
        var gate = new Gate();
        await using var host = await Inbox.StartAsync(
            async (notification, context, _) =>
            {
                await Inbox.ApplyAsync(notification, context);
                await gate.PassAsync(CancellationToken.None);
            },
            options => options.ResponseTimeout = TimeSpan.FromSeconds(1));

        var late = await host.PostAsync(Notification);
        gate.Open();
        var next = await PostUntilHandledAsync(host);

        Assert.That((late.Status, next.Status), Is.EqualTo((500, 204)));
        Assert.That(Inbox.CountEffects(Id), Is.EqualTo(1));
    }

    [Test]
    public async Task Handler_CanceledWithTheResponse_IsHandledNextTime()
    {
        var attempts = new List<long>();
        await using var host = await Inbox.StartAsync(
            async (notification, context, cancellationToken) =>
            {
                attempts.Add(context.Attempt);
                await Inbox.ApplyAsync(notification, context);
                await (attempts.Count == 1 ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask);
            },
            options => options.ResponseTimeout = TimeSpan.FromSeconds(1));

        var canceled = await host.PostAsync(Notification);
        var next = await PostUntilHandledAsync(host);

        Assert.That((canceled.Status, next.Status), Is.EqualTo((500, 204)));
        Assert.That(Inbox.CountEffects(Id), Is.EqualTo(Inbox.RollsBack ? 1 : attempts.Count));
        // A transaction that was rolled back can be followed by the next delivery before the attempt is recorded.
        Assert.That(attempts, Inbox.RollsBack ? Is.Ordered : Is.EqualTo(Enumerable.Range(1, attempts.Count)));
    }

    [Test]
    public async Task Notifications_WithOtherKeys_HaveTheirOwnEffects()
    {
        await using var host = await Inbox.StartAsync((notification, context, _) => Inbox.ApplyAsync(notification, context));

        // Equal for a collation that ignores case or trailing spaces.
        var ids = (string[])[Id, Id.ToLowerInvariant(), Id + " ", Id + "é", Id + "e"];
        foreach (var id in ids)
        {
            Assert.That((await host.PostAsync(SignedNotification.Create(TestMerchant.One, id))).Status, Is.EqualTo(204));
        }

        Assert.That(ids.Select(Inbox.CountEffects), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Handler_ThatHangs_FreesItsNotification()
    {
        var gate = new Gate();
        var calls = 0;
        await using var host = await Inbox.StartAsync(
            async (notification, context, _) =>
            {
                if (Interlocked.Increment(ref calls) == 1)
                {
                    await gate.PassAsync(CancellationToken.None);
                }
                await Inbox.ApplyAsync(notification, context);
            },
            options => options.MaxHandlerTime = TimeSpan.FromSeconds(1));

        var hung = host.PostAsync(Notification);
        await gate.Entered;
        var next = await PostUntilHandledAsync(host);

        Assert.That(((await hung).Status, next.Status), Is.EqualTo((500, 204)));
        Assert.That((calls, Inbox.CountEffects(Id)), Is.EqualTo((2, 1)));
        gate.Open();
    }

    [Test]
    public async Task Handler_SlowerThanItsClaim_HasOneEffect()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var one = await Inbox.StartAsync(
            async (notification, context, _) =>
            {
                entered.SetResult();
                // Three times the lifetime of a claim.
                await Task.Delay(TimeSpan.FromSeconds(3), CancellationToken.None);
                await Inbox.ApplyAsync(notification, context);
            },
            options => options.ClaimLifetime = TimeSpan.FromSeconds(1));
        await using var two = await Inbox.StartAsync((notification, context, _) => Inbox.ApplyAsync(notification, context));

        var slow = one.PostAsync(Notification);
        await entered.Task;
        var statuses = new List<int>();
        while (!slow.IsCompleted)
        {
            statuses.Add((await two.PostAsync(Notification)).Status);
        }

        Assert.That((await slow).Status, Is.EqualTo(204));
        Assert.That(statuses, Is.All.AnyOf(204, 409));
        Assert.That(Inbox.CountEffects(Id), Is.EqualTo(1));
    }

    private async Task<HostResponse> PostUntilHandledAsync(WebHost host)
    {
        var time = Stopwatch.StartNew();
        HostResponse response;
        do
        {
            response = await host.PostAsync(Notification);
        }
        while (response.Status != 204 && time.Elapsed < TimeSpan.FromMinutes(1));
        return response;
    }
}
