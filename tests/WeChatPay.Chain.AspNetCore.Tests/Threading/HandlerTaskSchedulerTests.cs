using WeChatPay.Chain.AspNetCore.Threading;

namespace WeChatPay.Chain.AspNetCore.Tests.Threading;

internal sealed class HandlerTaskSchedulerTests
{
    private readonly HandlerTaskScheduler _threads = new();

    [Test]
    public async Task Run_BesideManyBlockedTasks_IsNotDelayed()
    {
        using var open = new ManualResetEventSlim();
        using var blocked = new CountdownEvent(64);
        var blocking = Enumerable.Range(0, 64).Select(_ => RunAsync(() =>
        {
            blocked.Signal();
            open.Wait();
            return Task.CompletedTask;
        })).ToList();

        var quick = RunAsync(() => Task.CompletedTask);
        await quick;

        Assert.That(blocking.TrueForAll(task => !task.IsCompleted));
        await Wait.UntilAsync(() => blocked.IsSet);
        open.Set();
        await Task.WhenAll(blocking);
    }

    [Test]
    public async Task Run_TaskThatBlocksAfterAwait_BlocksNoThreadPoolThread()
    {
        using var open = new ManualResetEventSlim();
        var threads = new List<bool>();
        var blocking = RunAsync(async () =>
        {
            threads.Add(Thread.CurrentThread.IsThreadPoolThread);
            await Task.Yield();
            threads.Add(Thread.CurrentThread.IsThreadPoolThread);
            await Task.Run(() => { });
            threads.Add(Thread.CurrentThread.IsThreadPoolThread);
            open.Wait();
        });

        await RunAsync(() => Task.CompletedTask);
        open.Set();
        await blocking;

        Assert.That(threads, Is.EqualTo([false, false, false]));
    }

    [Test]
    public async Task Run_TasksThatBlockOnTheirOwnContinuations_Complete()
    {
        var sum = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => RunAsync(() =>
        {
            // The continuation needs a thread too, in addition to those that are blocked here.
            AddAsync().GetAwaiter().GetResult();
            return Task.CompletedTask;
        })));

        Assert.That(sum, Is.EqualTo(16));

        async Task AddAsync()
        {
            await Task.Yield();
            Interlocked.Increment(ref sum);
        }
    }

    [Test]
    public async Task Run_AfterTaskThatInterruptedItsThread_Succeeds()
    {
        for (var runs = 0; runs < 50; runs++)
        {
            await RunAsync(() =>
            {
                Thread.CurrentThread.Interrupt();
                return Task.CompletedTask;
            });
        }

        Assert.That(await RunAsync(() => Task.FromResult(42)), Is.EqualTo(42));
    }

    [Test]
    public async Task Run_ManyShortTasks_UsesFewThreads()
    {
        var threads = new System.Collections.Concurrent.ConcurrentDictionary<int, bool>();

        await Task.WhenAll(Enumerable.Range(0, 20_000).Select(_ => RunAsync(() =>
        {
            threads[Environment.CurrentManagedThreadId] = true;
            return Task.CompletedTask;
        })));

        Assert.That(threads, Has.Count.LessThan(50));
    }

    private Task RunAsync(Func<Task> run) =>
        Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _threads).Unwrap();

    private Task<T> RunAsync<T>(Func<Task<T>> run) =>
        Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _threads).Unwrap();
}
