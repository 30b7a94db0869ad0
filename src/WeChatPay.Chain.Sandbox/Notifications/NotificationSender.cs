using System.Collections.Concurrent;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Server;
using WeChatPay.Chain.Sandbox.Signing;

namespace WeChatPay.Chain.Sandbox.Notifications;

/// <summary>Posts notifications, each until it is accepted or the platform gives it up.</summary>
internal sealed class NotificationSender(SandboxIdentity identity, ResponseSigner signer, SandboxOptions options) : IAsyncDisposable
{
    private readonly TimeProvider _timeProvider = options.TimeProvider;
    private readonly LoopbackClient _http = new(options.TimeProvider);
    private readonly ConcurrentQueue<SandboxNotification> _sent = new();
    private readonly ConcurrentQueue<SandboxFault> _faults = new();
    private readonly ConcurrentBag<Task> _running = [];
    private readonly CancellationTokenSource _disposal = new();

    public IReadOnlyList<SandboxNotification> Sent => [.. _sent];

    public void Inject(SandboxFault fault, int times)
    {
        for (var number = 0; number < times; number++)
        {
            _faults.Enqueue(fault);
        }
    }

    /// <summary>Begins at once, and goes on by the schedule.</summary>
    public SandboxNotification Send(Uri url, NotificationContent content)
    {
        ObjectDisposedException.ThrowIf(_disposal.IsCancellationRequested, typeof(WeChatPaySandbox));
        var id = $"{Guid.NewGuid()}";
        var notification = new SandboxNotification(id, content.EventType, url, content.Write(id, _timeProvider.GetUtcNow(), identity.ApiV3Key), PostOnceAsync);
        _sent.Enqueue(notification);
        _running.Add(Task.Run(() => RepeatAsync(notification)));
        return notification;
    }

    public async ValueTask DisposeAsync()
    {
        await _disposal.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running).ConfigureAwait(false);
        _http.Dispose();
    }

    private async Task RepeatAsync(SandboxNotification notification)
    {
        try
        {
            foreach (var pause in NotificationSchedule.Pauses)
            {
                if (await PostAsync(notification, pause).ConfigureAwait(false) is not { } next)
                {
                    return;
                }
                await next.ConfigureAwait(false);
            }
            await PostAsync(notification, pause: null).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The sandbox is disposed of.
        }
        finally
        {
            notification.End();
        }
    }

    /// <returns>The wait for the next post, which began before anybody heard of this one, so that a clock which then moves wakes it; null when there is no next.</returns>
    private async Task<Task?> PostAsync(SandboxNotification notification, TimeSpan? pause)
    {
        var copies = await Task.WhenAll(Enumerable.Range(0, options.NotificationCopies).Select(_ => PostOnceAsync(notification, _disposal.Token))).ConfigureAwait(false);
        var next = pause is null || copies.Any(copy => copy.IsAccepted) ? null : Task.Delay(pause.Value, _timeProvider, _disposal.Token);
        notification.Record(copies);
        return next;
    }

    private async Task<SandboxDelivery> PostOnceAsync(SandboxNotification notification, CancellationToken cancellationToken)
    {
        _faults.TryDequeue(out var fault);
        var message = new OutgoingResponse(SandboxResponse.Bytes(notification.BodyBytes, "application/json"));
        signer.Sign(message, fault?.Age ?? TimeSpan.Zero);
        fault?.Alter(message);
        var time = _timeProvider.GetUtcNow();
        var response = await _http.PostAsync(notification.Url, message, cancellationToken).ConfigureAwait(false);
        return new SandboxDelivery(time, fault, message.Headers, response?.Status, response?.Body);
    }
}
