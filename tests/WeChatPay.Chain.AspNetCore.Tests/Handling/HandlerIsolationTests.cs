using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WeChatPay.Chain.AspNetCore.Tests.Support;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Tests.Handling;

/// <summary>Errors in the code of a handler affect only its own notification.</summary>
internal sealed class HandlerIsolationTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_795_255_523));
    private readonly RecordingClaims _inbox;
    private int _calls;

    public HandlerIsolationTests() => _inbox = new RecordingClaims(_clock);

    [Test]
    public async Task Callback_ThrowsWhenResponseIsDue_HandlerSuccessCounts()
    {
        var gate = new Gate();
        await using var host = await StartAsync(async (_, token) =>
        {
            token.Register(() => throw new InvalidOperationException("A callback of the handler."));
            await gate.PassUncancelableAsync(token);
        });

        var post = PostAsync(host, "1");
        await gate.Entered;
        _clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.That((await post).Status, Is.EqualTo(500));
        await Wait.UntilAsync(() => host.Log.Text.Contains("A callback of the handler.", StringComparison.Ordinal));
        gate.Open();
        await Wait.UntilAsync(() => _inbox.Count("Complete") == 1);

        Assert.That((await PostAsync(host, "1")).Status, Is.EqualTo(204));
        Assert.That(_calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Callback_ThrowsWhenClaimIsLost_HandlerSuccessCounts()
    {
        var gate = new Gate();
        _inbox.Failing = ["Renew"];
        await using var host = await StartAsync(
            async (_, token) =>
            {
                token.Register(() => throw new InvalidOperationException("A callback of the handler."));
                await gate.PassUncancelableAsync(token);
            },
            options => options.ResponseTimeout = TimeSpan.FromHours(1));

        var post = PostAsync(host, "1");
        await gate.Entered;
        _clock.Advance(TimeSpan.FromSeconds(25));
        await Wait.UntilAsync(() => host.Log.Text.Contains("A callback of the handler.", StringComparison.Ordinal));
        gate.Open();

        Assert.That((await post).Status, Is.EqualTo(204));
        Assert.That(_inbox.Count("Complete"), Is.EqualTo(1));
    }

    [Test]
    public async Task Callback_Blocks_DelaysNoResponseAndBlocksNoThreadPoolThread()
    {
        using var open = new ManualResetEventSlim();
        var callbacks = new ConcurrentQueue<bool>();
        var gate = new Gate();
        var entered = 0;
        await using var host = await StartAsync(async (_, token) =>
        {
            token.Register(() =>
            {
                callbacks.Enqueue(Thread.CurrentThread.IsThreadPoolThread);
                open.Wait(CancellationToken.None);
            });
            Interlocked.Increment(ref entered);
            await gate.PassUncancelableAsync(token);
        });

        var posts = Enumerable.Range(0, 20).Select(id => PostAsync(host, $"{id}")).ToList();
        await Wait.UntilAsync(() => entered == 20);
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That((await Task.WhenAll(posts)).Select(response => response.Status), Is.All.EqualTo(500));
        await Wait.UntilAsync(() => callbacks.Count == 20);
        Assert.That(callbacks, Is.All.False);
        gate.Open();
        await Wait.UntilAsync(() => _inbox.Count("Complete") == 20);
        open.Set();
    }

    [Test]
    public async Task Callback_Blocks_DoesNotDelaySuccess()
    {
        using var open = new ManualResetEventSlim();
        var gate = new Gate();
        _inbox.Failing = ["Renew"];
        await using var host = await StartAsync(
            async (_, token) =>
            {
                token.Register(() => open.Wait(CancellationToken.None));
                await gate.PassUncancelableAsync(token);
            },
            options => options.ResponseTimeout = TimeSpan.FromHours(1));

        var post = PostAsync(host, "1");
        await gate.Entered;
        _clock.Advance(TimeSpan.FromSeconds(25));
        gate.Open();

        Assert.That((await post).Status, Is.EqualTo(204));
        open.Set();
    }

    [Test]
    public async Task Callback_ThrowsOrBlocksAtShutdown_HostStops([Values] bool throws)
    {
        using var open = new ManualResetEventSlim();
        var gate = new Gate();
        await using var host = await StartAsync(
            (_, token) =>
            {
                token.Register(() =>
                {
                    if (throws)
                    {
                        throw new InvalidOperationException("A callback of the handler.");
                    }
                    open.Wait(CancellationToken.None);
                });
                return gate.PassAsync(token);
            },
            options => options.Background = NotificationBackground.InMemory);
        await PostAsync(host, "1");
        await gate.Entered;

        await host.App.StopAsync(new CancellationToken(canceled: true));
        open.Set();

        await Wait.UntilAsync(() => _inbox.Count("Release") == 1);
        Assert.That(_inbox.Count("Complete"), Is.Zero);
    }

    [TestCase("throws")]
    [TestCase("throws later")]
    [TestCase("blocks")]
    [TestCase("hangs")]
    public async Task ScopeDisposal_FailsAfterSuccess_DoesNotChangeOutcome(string how)
    {
        using var open = new ManualResetEventSlim();
        await using var host = await StartAsync(
            (context, _) => UseAsync(context), configure: services => services.AddScoped(_ => new Scoped(how, open)));

        var first = await PostAsync(host, "1");
        var again = await PostAsync(host, "1");
        open.Set();

        Assert.That((first.Status, again.Status, _calls), Is.EqualTo((204, 204, 1)));
        if (how.StartsWith("throws", StringComparison.Ordinal))
        {
            await Wait.UntilAsync(() => host.Log.Text.Contains("The disposal of a service.", StringComparison.Ordinal));
        }
    }

    [TestCase("throws")]
    [TestCase("throws later")]
    [TestCase("blocks")]
    [TestCase("hangs")]
    public async Task ScopeDisposal_FailsAfterError_DoesNotChangeOutcome(string how)
    {
        using var open = new ManualResetEventSlim();
        await using var host = await StartAsync(
            async (context, _) =>
            {
                await UseAsync(context);
                throw _calls == 1 ? new InvalidDataException("The handler's own.") : new IOException("Again.");
            },
            configure: services => services.AddScoped(_ => new Scoped(how, open)));

        var first = await PostAsync(host, "1");
        var again = await PostAsync(host, "1");
        open.Set();

        Assert.That((first.Status, again.Status, _calls), Is.EqualTo((500, 500, 2)));
        Assert.That(host.Log.Text, Does.Contain("The handler's own.").And.Contain("Again."));
        Assert.That(_inbox.Count("Release"), Is.EqualTo(2));
    }

    [Test]
    public async Task ScopeDisposal_Hangs_DoesNotDelayTheQueue()
    {
        using var open = new ManualResetEventSlim();
        await using var host = await StartAsync(
            (context, _) => UseAsync(context),
            options => options.Background = NotificationBackground.InMemory,
            services => services.AddScoped(_ => new Scoped("hangs", open)).Configure<NotificationQueueOptions>(queue => queue.Workers = 1));

        await PostAsync(host, "1");
        await PostAsync(host, "2");

        await Wait.UntilAsync(() => _inbox.Count("Complete") == 2);
        open.Set();
    }

    [TestCase("cancelled")]
    [TestCase("cancelled task")]
    [TestCase("aggregate")]
    [TestCase("no task")]
    [TestCase("unprintable")]
    [TestCase("service")]
    public async Task Exception_OfAnyKind_Gets500AndIsHandledAtTheNextDelivery(string kind)
    {
        await using var host = await StartAsync(
            (context, _) => Fail(kind, context),
            configure: services => services.AddScoped<Missing>(_ => throw new IOException("No database.")));

        var failed = await PostAsync(host, "1");
        var again = await PostAsync(host, "1");

        Assert.That((failed.Status, again.Status, _calls), Is.EqualTo((500, 204, 2)));
    }

    [TestCase("cancelled")]
    [TestCase("cancelled task")]
    [TestCase("aggregate")]
    [TestCase("no task")]
    [TestCase("unprintable")]
    [TestCase("service")]
    public async Task Exception_OfAnyKindInBackground_DoesNotStopTheWorker(string kind)
    {
        await using var host = await StartAsync(
            (context, _) => Fail(kind, context),
            options => options.Background = NotificationBackground.InMemory,
            services => services.AddScoped<Missing>(_ => throw new IOException("No database."))
                .Configure<NotificationQueueOptions>(queue => (queue.Workers, queue.MaxAttempts) = (1, 1)));

        await PostAsync(host, "1");
        await PostAsync(host, "2");
        await Wait.UntilAsync(() => _inbox.Count("Complete") == 1 && _inbox.Count("Release") == 1);
        await Wait.UntilAsync(() => host.Log.Text.Contains(
            $"Notification {TestMerchant.One.Id}:notify:1 was accepted but not handled", StringComparison.Ordinal));

        Assert.That(_calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Logger_Throws_DoesNotChangeOutcome()
    {
        await using var host = await StartAsync(
            (_, _) => _calls == 1 ? throw new InvalidDataException("The handler's own.") : Task.CompletedTask,
            configure: services => services.AddSingleton<ILoggerProvider, ThrowingLogger>());

        var failed = await PostAsync(host, "1");
        var again = await PostAsync(host, "1");

        Assert.That((failed.Status, again.Status, _inbox.Count("Release")), Is.EqualTo((500, 204, 1)));
    }

    [Test]
    public async Task Handler_Blocks_DoesNotBlockTheThreadThatCompletedTheClaim()
    {
        using var open = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var reply = new TaskCompletionSource();
        _inbox.After = method => method == "Claim" ? reply.Task : Task.CompletedTask;
        var handlers = 0;
        await using var host = await StartAsync((_, _) =>
        {
            handlers = Environment.CurrentManagedThreadId;
            entered.Set();
            open.Wait(CancellationToken.None);
            return Task.CompletedTask;
        });
        var post = PostAsync(host, "1");
        await Wait.UntilAsync(() => _inbox.Count("Claim") == 1);

        // The only thread that completes calls, as in many database clients.
        var replies = 0;
        var thread = new Thread(() =>
        {
            replies = Environment.CurrentManagedThreadId;
            reply.SetResult();
        });
        thread.Start();
        thread.Join();
        entered.Wait();

        Assert.That(handlers, Is.Not.EqualTo(replies));
        open.Set();
        Assert.That((await post).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Handler_BeforeAndAfterItsAwaits_RunsOnNoThreadPoolThread()
    {
        var pool = new List<bool>();
        await using var host = await StartAsync(async (_, _) =>
        {
            pool.Add(Thread.CurrentThread.IsThreadPoolThread);
            await Task.Yield();
            pool.Add(Thread.CurrentThread.IsThreadPoolThread);
            await Task.Run(() => { }, CancellationToken.None);
            pool.Add(Thread.CurrentThread.IsThreadPoolThread);
        });

        Assert.That((await PostAsync(host, "1")).Status, Is.EqualTo(204));
        Assert.That(pool, Is.EqualTo([false, false, false]));
    }

    [Test]
    public async Task Handlers_Block_OthersAreNotDelayed()
    {
        using var open = new ManualResetEventSlim();
        var blocked = 0;
        await using var host = await StartAsync((_, _) =>
        {
            if (Interlocked.Increment(ref blocked) <= 40)
            {
                open.Wait(CancellationToken.None);
            }
            return Task.CompletedTask;
        },
        options => options.MaxConcurrentHandlers = 100);

        var blocking = Enumerable.Range(0, 40).Select(id => PostAsync(host, $"{id}")).ToList();
        await Wait.UntilAsync(() => blocked == 40);
        var quick = await Task.WhenAll(Enumerable.Range(40, 40).Select(id => PostAsync(host, $"{id}")));

        Assert.That(quick.Select(response => response.Status), Is.All.EqualTo(204));
        Assert.That(blocking.TrueForAll(post => !post.IsCompleted));
        open.Set();
        Assert.That((await Task.WhenAll(blocking)).Select(response => response.Status), Is.All.EqualTo(204));
    }

    private static async Task UseAsync(NotificationContext context)
    {
        context.Services.GetRequiredService<Scoped>().IsUsed = true;
        await Task.Yield();
    }

    private Task Fail(string kind, NotificationContext context) => _calls > 1 ? Task.CompletedTask : kind switch
    {
        "cancelled" => throw new OperationCanceledException("The handler's own."),
        "cancelled task" => Task.FromCanceled(new CancellationToken(canceled: true)),
        "aggregate" => Task.WhenAll(Task.FromException(new IOException("One.")), Task.FromException(new IOException("Two."))),
        "no task" => null!,
        "unprintable" => throw new UnprintableException(),
        _ => Task.FromResult(context.Services.GetRequiredService<Missing>()),
    };

    private Task<HostResponse> PostAsync(WebHost host, string id) => host.PostAsync(
        SignedNotification.Create(TestMerchant.One, id, _clock.GetUtcNow()));

    private Task<WebHost> StartAsync(
        Func<NotificationContext, CancellationToken, Task> handler,
        Action<NotificationOptions>? options = null,
        Action<IServiceCollection>? configure = null) => WebHost.StartAsync(
            app => app.MapWeChatPayNotifications(
                "/notify",
                (Notification _, NotificationContext context, CancellationToken token) =>
                {
                    Interlocked.Increment(ref _calls);
                    return handler(context, token);
                },
                options),
            services =>
            {
                services.AddSingleton<TimeProvider>(_clock).AddSingleton<INotificationClaims>(_inbox);
                configure?.Invoke(services);
            });

    private sealed class Missing;

    private sealed class Scoped(string how, ManualResetEventSlim open) : IAsyncDisposable
    {
        public bool IsUsed { get; set; }

        public ValueTask DisposeAsync()
        {
            switch (how)
            {
                case "throws":
                    throw new InvalidOperationException("The disposal of a service.");
                case "throws later":
                    return ThrowLaterAsync();
                case "blocks":
                    open.Wait();
                    return default;
                default:
                    return new ValueTask(new TaskCompletionSource().Task);
            }
        }

        private static async ValueTask ThrowLaterAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException("The disposal of a service.");
        }
    }

    private sealed class UnprintableException : Exception
    {
        public override string Message => throw new InvalidOperationException("No text.");

        public override string ToString() => throw new InvalidOperationException("No text.");
    }

    private sealed class ThrowingLogger : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is InvalidDataException)
            {
                throw new IOException("The disk is full.");
            }
        }

        public void Dispose()
        {
        }
    }
}
