namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>The threads on which the application's handlers run.</summary>
/// <remarks>
/// A handler may block its thread. On the thread pool, a few that do hold up requests, timers, and the responses of every inbox, because
/// the pool adds one or two threads a second. Here a thread counts as blocked after 10 ms, and another one takes its place.
/// </remarks>
internal sealed class HandlerThreads : TaskScheduler
{
    private const int Patience = 10;
    private const int IdleTime = 10_000;
    private const int QuietTicks = 100;

    // An object and not a Lock: threads wait on it.
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

    // The current scheduler is this one only on a thread of its own.
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
                // A handler interrupted its own thread; that must not end the process.
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
            return Monitor.Wait(_lock, IdleTime);
        }
        finally
        {
            _idle--;
        }
    }

    // Runs while tasks find no idle thread, and a second longer.
    private void Watch()
    {
        for (var quietTicks = 0; quietTicks < QuietTicks;)
        {
            Thread.Sleep(Patience);
            lock (_lock)
            {
                quietTicks = _waiting.Count > 0 ? 0 : quietTicks + 1;
                _isWatched = quietTicks < QuietTicks;
                Replace();
            }
        }
    }

    private void Replace()
    {
        var blockedSince = Environment.TickCount64 - Patience;
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
            // The system has no more threads now; the next tick tries again.
        }
    }

    private sealed class Worker
    {
        /// <summary>When it took its task; null while it has none.</summary>
        public long? BusySince { get; set; }
    }
}
