using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using WeChatPay.Chain.AspNetCore.Tests.Support;
using WeChatPay.Chain.DependencyInjection;

namespace WeChatPay.Chain.AspNetCore.Tests.Handling;

internal sealed class NotificationQueueTests
{
    [Test]
    public async Task Queue_HandlerStillRuns_FurtherDeliveriesAreAcceptedAndNotHandledAgain()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassAsync };
        await using var host = await StartAsync(handled);

        var first = await host.PostAsync(SignedNotification.Create(TestMerchant.One));
        await gate.Entered;
        var meanwhile = await host.PostAsync(SignedNotification.Create(TestMerchant.One));
        gate.Open();
        await Wait.UntilAsync(() => handled.Notifications.Count == 1);
        var after = await host.PostAsync(SignedNotification.Create(TestMerchant.One));
        await host.App.StopAsync();

        Assert.That((first.Status, meanwhile.Status, after.Status), Is.EqualTo((204, 204, 204)));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Queue_Full_Gets503AndIsHandledAtTheNextDelivery()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassAsync };
        await using var host = await StartAsync(
            handled, services => services.Configure<NotificationQueueOptions>(queue => (queue.Capacity, queue.Workers) = (2, 1)));

        var running = await PostAsync(host, "1");
        await gate.Entered;
        var waiting = await PostAsync(host, "2");
        var tooMany = await PostAsync(host, "3");
        gate.Open();
        await Wait.UntilAsync(() => handled.Notifications.Count == 2);
        var repeated = await PostAsync(host, "3");
        await Wait.UntilAsync(() => handled.Notifications.Count == 3);

        Assert.That((running.Status, waiting.Status, repeated.Status), Is.EqualTo((204, 204, 204)));
        Assert.That(tooMany, Is.EqualTo(new HostResponse(503, """{"code":"FAIL","message":"The server is busy."}""")));
        Assert.That(handled.Notifications.Select(notification => notification.Id), Is.EqualTo(["1", "2", "3"]));
    }

    [Test]
    public async Task Queue_HandlerFails_IsLoggedAsLostAndMayBeDeliveredAgain()
    {
        var handled = new RecordingHandler { Failures = 1 };
        await using var host = await StartAsync(
            handled, services => services.Configure<NotificationQueueOptions>(queue => queue.MaxAttempts = 1));

        var first = await PostAsync(host, "1");
        await Wait.UntilAsync(() => host.Log.Text.Contains("was accepted but not handled", StringComparison.Ordinal));
        var second = await PostAsync(host, "1");
        await Wait.UntilAsync(() => handled.Notifications.Count == 1);

        Assert.That((first.Status, second.Status, handled.Calls), Is.EqualTo((204, 204, 2)));
        Assert.That(host.Log.Text, Does.Contain($"Notification {TestMerchant.One.Id}:notify:1 was accepted but not handled"));
    }

    [Test]
    public async Task Stop_WithQueuedNotifications_HandlesThemFirst()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassAsync };
        await using var host = await StartAsync(
            handled, services => services.Configure<NotificationQueueOptions>(queue => queue.Workers = 1));
        await PostAsync(host, "1");
        await PostAsync(host, "2");
        await gate.Entered;

        var stop = host.App.StopAsync();
        gate.Open();
        await stop;

        Assert.That(handled.Notifications.Select(notification => notification.Id), Is.EqualTo(["1", "2"]));
    }

    [Test]
    public async Task Stop_AfterAPauseHasEnded_TriesAgainFirst()
    {
        var handled = new RecordingHandler { Failures = 1 };
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await StartAsync(handled, services => services.AddSingleton<TimeProvider>(clock)
            .Configure<NotificationQueueOptions>(queue => queue.PollInterval = TimeSpan.FromHours(1)));
        await PostAsync(host, "1");
        await Wait.UntilAsync(() => host.Log.Text.Contains("The next one follows in", StringComparison.Ordinal));

        clock.Advance(TimeSpan.FromSeconds(6));
        await host.App.StopAsync();

        Assert.That(handled.Notifications.Select(notification => notification.Id), Is.EqualTo(["1"]));
    }

    [Test]
    public async Task Stop_OutOfTime_CancelsHandlersAndLogsLostNotifications()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassAsync };
        var inbox = new RecordingClaims(TimeProvider.System);
        await using var host = await StartAsync(handled, services =>
            services.AddSingleton<INotificationClaims>(inbox).Configure<NotificationQueueOptions>(queue => queue.Workers = 1));
        await PostAsync(host, "1");
        await PostAsync(host, "2");
        await gate.Entered;

        await host.App.StopAsync(new CancellationToken(canceled: true));
        await Wait.UntilAsync(() => host.Log.Text.Contains(
            $"Notification {TestMerchant.One.Id}:notify:1 was accepted but not handled", StringComparison.Ordinal));

        Assert.That(host.Log.Text, Does.Contain($"Notification {TestMerchant.One.Id}:notify:2 was accepted but not handled"));
        Assert.That(inbox.Calls.Count(call => call == "Release"), Is.EqualTo(1), "Only the running one is claimed.");
        Assert.That(handled.Notifications, Is.Empty);
    }

    [Test]
    public async Task Queue_AfterShutdownHasBegun_Gets503()
    {
        var handled = new RecordingHandler();
        // The request arrives before the shutdown begins and is read afterwards.
        await using var host = await StartAsync(handled, use: app => app.Use((context, next) =>
        {
            app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            return next(context);
        }));

        var response = await PostAsync(host, "1");

        Assert.That(response.Status, Is.EqualTo(503));
        Assert.That(handled.Calls, Is.Zero);
    }

    [Test]
    public async Task Stop_WithSlowHandler_WaitsUntilItsSuccessIsRecorded()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassUncancelableAsync };
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var inbox = new RecordingClaims(clock)
        {
            Before = method => method == "Complete" ? Task.Delay(300) : Task.CompletedTask,
        };
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify", handled.HandleAsync),
            services => services.AddSingleton<TimeProvider>(clock).AddSingleton<INotificationClaims>(inbox));
        var post = PostAsync(host, "1");
        await gate.Entered;
        clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.That((await post).Status, Is.EqualTo(500));

        var stop = host.App.StopAsync();
        gate.Open();
        await stop;

        Assert.That(inbox.Calls, Is.EqualTo(["Claim", "Complete"]));
    }

    [Test]
    public async Task Stop_ReleaseHangs_EndsSoonAfterItsTimeout()
    {
        var gate = new Gate();
        var inbox = new RecordingClaims(TimeProvider.System);
        await using var host = await StartAsync(
            new RecordingHandler { Work = gate.PassAsync },
            services => services.AddSingleton<INotificationClaims>(inbox).Configure<NotificationQueueOptions>(queue => queue.Workers = 1),
            claimLifetime: TimeSpan.FromMinutes(10));
        await PostAsync(host, "1");
        await PostAsync(host, "2");
        await gate.Entered;
        inbox.Hanging = ["Release"];

        var stop = host.App.StopAsync(new CancellationToken(canceled: true));

        // A single release can take 200 s.
        Assert.That(await Task.WhenAny(stop, Task.Delay(TimeSpan.FromMinutes(1))), Is.EqualTo(stop));
    }

    [Test]
    public async Task Dispose_WithoutStop_CancelsHandlers()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassAsync };
        var inbox = new RecordingClaims(TimeProvider.System);
        var host = await StartAsync(
            handled,
            services => services.AddSingleton<INotificationClaims>(inbox).Configure<NotificationQueueOptions>(queue => queue.Workers = 1));
        await PostAsync(host, "1");
        await PostAsync(host, "2");
        await gate.Entered;

        await ((IAsyncDisposable)host.App).DisposeAsync();

        await Wait.UntilAsync(() => inbox.Count("Release") == 1);
        Assert.That(handled.Notifications, Is.Empty);
    }

    [Test]
    public async Task Queue_CompleteHangs_HandlesTheNextNotification()
    {
        var handled = new RecordingHandler();
        var inbox = new RecordingClaims(TimeProvider.System) { Hanging = ["Complete"] };
        await using var host = await StartAsync(
            handled,
            services => services.AddSingleton<INotificationClaims>(inbox).Configure<NotificationQueueOptions>(queue => queue.Workers = 1),
            claimLifetime: TimeSpan.FromMinutes(10));

        await PostAsync(host, "1");
        await PostAsync(host, "2");

        await Wait.UntilAsync(() => handled.Notifications.Count == 2);
    }

    [Test]
    public async Task Queue_ReleaseHangs_HandlesTheNextNotification()
    {
        var handled = new RecordingHandler { Failures = 1 };
        var inbox = new RecordingClaims(TimeProvider.System) { Hanging = ["Release"] };
        await using var host = await StartAsync(
            handled,
            services => services.AddSingleton<INotificationClaims>(inbox).Configure<NotificationQueueOptions>(queue => queue.Workers = 1),
            claimLifetime: TimeSpan.FromMinutes(10));

        await PostAsync(host, "1");
        await PostAsync(host, "2");

        await Wait.UntilAsync(() => handled.Notifications.Count == 1);
    }

    [Test]
    public async Task Reload_WithQueuedNotifications_HandlersGetTheClientThatReadThem()
    {
        var gate = new Gate();
        var clients = new System.Collections.Concurrent.ConcurrentQueue<WeChatPayClient>();
        var configuration = new ReloadableConfiguration(TestMerchant.One.Configuration);
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications(
                "/notify/{merchant}",
                async (_, context, cancellationToken) =>
                {
                    await gate.PassAsync(cancellationToken);
                    clients.Enqueue(context.Client);
                },
                options => options.Background = NotificationBackground.InMemory),
            services => services
                .Configure<NotificationQueueOptions>(queue => queue.Workers = 1)
                .AddWeChatPay("reloaded", configuration.Section));
        var before = host.App.Services.GetRequiredService<IWeChatPayClients>().Get("reloaded");
        await host.PostAsync(SignedNotification.Create(TestMerchant.One, "1"), "/notify/reloaded");
        await host.PostAsync(SignedNotification.Create(TestMerchant.One, "2"), "/notify/reloaded");
        await gate.Entered;

        configuration.Change(("Timeout", "00:00:20"));
        Assert.That(host.App.Services.GetRequiredService<IWeChatPayClients>().Get("reloaded"), Is.Not.SameAs(before));
        gate.Open();
        await Wait.UntilAsync(() => clients.Count == 2);

        Assert.That(clients, Is.All.SameAs(before));
    }

    [Test]
    public void Start_CapacityOfZero_Throws()
    {
        Assert.That(
            () => StartAsync(new RecordingHandler(), services => services.Configure<NotificationQueueOptions>(queue => queue.Capacity = 0)),
            Throws.TypeOf<Microsoft.Extensions.Options.OptionsValidationException>().With.Message.Contains("Capacity"));
    }

    private static Task<HostResponse> PostAsync(WebHost host, string id) => host.PostAsync(SignedNotification.Create(TestMerchant.One, id));

    private static Task<WebHost> StartAsync(
        RecordingHandler handled,
        Action<IServiceCollection>? configure = null,
        Action<WebApplication>? use = null,
        TimeSpan? claimLifetime = null) => WebHost.StartAsync(
            app => app.MapWeChatPayNotifications(
                "/notify",
                handled.HandleAsync,
                options => (options.Background, options.ClaimLifetime) =
                    (NotificationBackground.InMemory, claimLifetime ?? options.ClaimLifetime)),
            configure,
            use);
}
