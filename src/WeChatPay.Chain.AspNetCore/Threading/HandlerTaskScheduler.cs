namespace WeChatPay.Chain.AspNetCore.Threading;

/// <summary>Runs the application's handlers on threads outside the thread pool.</summary>
/// <remarks>
/// A handler can block its thread. On the thread pool, a few such handlers would delay requests, timers and the inbox, because the pool
/// adds only one or two threads per second. This scheduler replaces a thread that has been busy for 10 ms.
/// </remarks>
internal sealed class HandlerTaskScheduler : TaskScheduler
{
    private const int BlockedAfterMilliseconds = 10;
    private const int IdleTimeoutMilliseconds = 10_000;
    private const int MaxQuietTicks = 100;

    // Not a Lock: threads wait on it with Monitor.
    private readonly object _lock = new();
    private readonly Queue<Task> _waiting = new();
    private readonly HashSet<Worker> _workers = [];
    private readonly int _parallelism = Math.Max(2, Environment.ProcessorCount);
    private int _idle;
    private bool _isWatched;

    protected override void QueueTask(Task task)
    {
        lock (_lock)
        {
            _waiting.Enqueue(task);
            if (_waiting.Count <= _idle)
            {
                Monitor.Pulse(_lock);
            }
            else if (_workers.Count < _parallelism)
            {
                StartWorker();
            }
            else if (!_isWatched)
            {
                StartThread(Watch);
                _isWatched = true;
            }
        }
    }

    // Current is this scheduler only on its own threads.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(Current, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_lock)
        {
            return [.. _waiting];
        }
    }

    private static void StartThread(Action run) =>
        new Thread(() => run()) { IsBackground = true, Name = "WeChat Pay notifications" }.UnsafeStart();

    private void StartWorker()
    {
        var worker = new Worker();
        StartThread(() => Work(worker));
        _workers.Add(worker);
    }

    private void Work(Worker worker)
    {
        while (true)
        {
            try
            {
                if (Take(worker) is not { } task)
                {
                    return;
                }
                TryExecuteTask(task);
            }
            catch (ThreadInterruptedException)
            {
                // A handler interrupted its own thread, which must not end the process.
            }
        }
    }

    private Task? Take(Worker worker)
    {
        lock (_lock)
        {
            worker.BusySince = null;
            while (_waiting.Count == 0)
            {
                if (!WaitForTask() && _waiting.Count == 0)
                {
                    _workers.Remove(worker);
                    return null;
                }
            }
            worker.BusySince = Environment.TickCount64;
            return _waiting.Dequeue();
        }
    }

    private bool WaitForTask()
    {
        _idle++;
        try
        {
            return Monitor.Wait(_lock, IdleTimeoutMilliseconds);
        }
        finally
        {
            _idle--;
        }
    }

    // Runs while tasks wait for a thread, and for another second.
    private void Watch()
    {
        for (var quietTicks = 0; quietTicks < MaxQuietTicks;)
        {
            Thread.Sleep(BlockedAfterMilliseconds);
            lock (_lock)
            {
                quietTicks = _waiting.Count > 0 ? 0 : quietTicks + 1;
                _isWatched = quietTicks < MaxQuietTicks;
                ReplaceBlockedWorkers();
            }
        }
    }

    private void ReplaceBlockedWorkers()
    {
        var blockedSince = Environment.TickCount64 - BlockedAfterMilliseconds;
        var missing = _parallelism - _workers.Count(worker => worker.BusySince is not { } since || since > blockedSince);
        try
        {
            for (var starts = Math.Min(missing, _waiting.Count - _idle); starts > 0; starts--)
            {
                StartWorker();
            }
        }
        catch (OutOfMemoryException)
        {
            // The system cannot create a thread now; the next tick tries again.
        }
    }

    private sealed class Worker
    {
        /// <summary>When the worker took its task; <see langword="null"/> while it is idle.</summary>
        public long? BusySince { get; set; }
    }
}
