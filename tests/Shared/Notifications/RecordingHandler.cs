using System.Collections.Concurrent;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>A handler that records its notifications after a given number of failures.</summary>
internal sealed class RecordingHandler
{
    public const string Failure = "The shelf is empty.";

    private int _calls;

    public ConcurrentQueue<Notification> Notifications { get; } = new();

    public NotificationContext? Context { get; set; }

    /// <summary>The number of calls that fail before the first success.</summary>
    public int Failures { get; init; }

    /// <summary>Runs before a call succeeds or fails.</summary>
    public Func<CancellationToken, Task> Work { get; init; } = _ => Task.CompletedTask;

    public int Calls => _calls;

    public async Task HandleAsync(Notification notification, CancellationToken cancellationToken)
    {
        var call = Interlocked.Increment(ref _calls);
        await Work(cancellationToken);
        if (call <= Failures)
        {
            throw new InvalidDataException(Failure);
        }
        Notifications.Enqueue(notification);
    }
}
