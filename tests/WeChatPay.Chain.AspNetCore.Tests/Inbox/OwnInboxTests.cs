using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace WeChatPay.Chain.AspNetCore.Tests.Inbox;

/// <summary>An inbox of the application, as one that runs the handler in a transaction of its own.</summary>
internal sealed class OwnInboxTests : IDisposable
{
    private readonly TransactionalInbox _inbox = new();

    public void Dispose() => _inbox.Dispose();

    [Test]
    public async Task Post_FiftyAtOnceToTwoInstances_IsHandledOnce()
    {
        var handled = new RecordingHandler { Work = async _ => await Task.Yield() };
        await using var one = await StartAsync(handled);
        await using var two = await StartAsync(handled);

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            (number % 2 == 0 ? one : two).PostAsync(SignedNotification.Create(TestMerchant.One))));

        Assert.That(handled.Calls, Is.EqualTo(1));
        Assert.That(responses.Select(response => response.Status), Is.All.AnyOf(204, 409).And.Some.EqualTo(204));
    }

    [Test]
    public async Task Handler_ThrowsAfterItsEffect_IsRolledBackAndHandledAtTheNextDelivery()
    {
        var handled = new RecordingHandler { Failures = 1 };
        await using var host = await StartAsync(handled);

        var first = await host.PostAsync(SignedNotification.Create(TestMerchant.One));
        var effectsOfTheFirst = _inbox.Effects;
        var second = await host.PostAsync(SignedNotification.Create(TestMerchant.One));
        var third = await host.PostAsync(SignedNotification.Create(TestMerchant.One));

        Assert.That((first.Status, second.Status, third.Status), Is.EqualTo((500, 204, 204)));
        Assert.That((effectsOfTheFirst, _inbox.Effects, handled.Calls), Is.EqualTo((0, 1, 2)));
    }

    [Test]
    public async Task Handler_GetsWhatTheInboxPutIntoItsScope()
    {
        Transaction? seen = null;
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify", (_, context, _) =>
            {
                seen = context.Services.GetRequiredService<Transaction>();
                return Task.CompletedTask;
            }),
            services => services.AddSingleton<INotificationInbox>(_inbox).AddScoped<Transaction>());

        await host.PostAsync(SignedNotification.Create(TestMerchant.One));

        Assert.That(seen?.Number, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Inbox_Fails_Gets500(bool commits)
    {
        _inbox.FailsBefore = !commits;
        _inbox.FailsAtCommit = commits;
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled);

        var response = await host.PostAsync(SignedNotification.Create(TestMerchant.One));

        Assert.That((response.Status, handled.Calls, _inbox.Effects), Is.EqualTo((500, commits ? 1 : 0, 0)));
        Assert.That(host.Log.Text, Does.Contain("The database is unavailable."));
    }

    [Test]
    public async Task Inbox_RunsTheHandlerTwice_Throws()
    {
        _inbox.RunsTwice = true;
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled);

        Assert.That((await host.PostAsync(SignedNotification.Create(TestMerchant.One))).Status, Is.EqualTo(500));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    private Task<WebHost> StartAsync(RecordingHandler handled) => WebHost.StartAsync(
        app => app.MapWeChatPayNotifications("/notify", handled.HandleAsync),
        services => services.AddSingleton<INotificationInbox>(_inbox).AddScoped<Transaction>());

    private sealed class Transaction
    {
        public long Number { get; set; }
    }

    /// <summary>Handles one notification at a time; what is done is kept with the effect of the handler.</summary>
    private sealed class TransactionalInbox : INotificationInbox, IDisposable
    {
        private readonly SemaphoreSlim _lock = new(1);
        private readonly HashSet<NotificationKey> _done = [];

        public bool FailsBefore { get; set; }

        public bool FailsAtCommit { get; set; }

        public bool RunsTwice { get; set; }

        public int Effects => _done.Count;

        public void Dispose() => _lock.Dispose();

        public async Task<InboxOutcome> RunOnceAsync(NotificationRun run, CancellationToken cancellationToken)
        {
            Assert.That(run.ClaimLifetime, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Fail(FailsBefore);
            await _lock.WaitAsync(cancellationToken);
            try
            {
                if (_done.Contains(run.Key))
                {
                    return InboxOutcome.HandledBefore;
                }
                for (var runs = RunsTwice ? 2 : 1; runs > 0; runs--)
                {
                    await run.HandleAsync(1, services => services.GetRequiredService<Transaction>().Number = 1, cancellationToken);
                }
                Fail(FailsAtCommit);
                _done.Add(run.Key);
                return InboxOutcome.Handled;
            }
            finally
            {
                _lock.Release();
            }
        }

        private static void Fail(bool fails)
        {
            if (fails)
            {
                throw new IOException("The database is unavailable.");
            }
        }
    }
}
