using System.Collections.Concurrent;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Server;
using WeChatPay.Chain.Sandbox.Signing;

namespace WeChatPay.Chain.Sandbox.Notifications;

/// <summary>Sends notifications, with retries until each is accepted or its schedule ends.</summary>
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

    /// <summary>Starts to send a notification. The first delivery and the retries run in the background.</summary>
    public SandboxNotification Send(Uri url, NotificationContent content)
    {
        ObjectDisposedException.ThrowIf(_disposal.IsCancellationRequested, typeof(WeChatPaySandbox));
        var id = $"{Guid.NewGuid()}";
        var body = content.WriteBody(id, _timeProvider.GetUtcNow(), identity.ApiV3Key);
        var notification = new SandboxNotification(id, content.EventType, url, body, PostOnceAsync);
        _sent.Enqueue(notification);
        _running.Add(Task.Run(() => SendWithRetriesAsync(notification)));
        return notification;
    }

    public async ValueTask DisposeAsync()
    {
        await _disposal.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running).ConfigureAwait(false);
        _http.Dispose();
    }

    private async Task SendWithRetriesAsync(SandboxNotification notification)
    {
        try
        {
            foreach (var wait in NotificationSchedule.Waits)
            {
                if (await PostCopiesAsync(notification, wait).ConfigureAwait(false) is not { } next)
                {
                    return;
                }
                await next.ConfigureAwait(false);
            }
            await PostCopiesAsync(notification, wait: null).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The sandbox was disposed.
        }
        finally
        {
            notification.End();
        }
    }

    /// <returns>
    /// The wait for the next delivery, or null after the last one. It starts before the delivery is recorded: a test that sees the delivery
    /// may advance the clock at once.
    /// </returns>
    private async Task<Task?> PostCopiesAsync(SandboxNotification notification, TimeSpan? wait)
    {
        var posts = Enumerable.Range(0, options.NotificationCopies).Select(_ => PostOnceAsync(notification, _disposal.Token));
        var copies = await Task.WhenAll(posts).ConfigureAwait(false);
        var next = wait is null || copies.Any(copy => copy.IsAccepted) ? null : Task.Delay(wait.Value, _timeProvider, _disposal.Token);
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
        return new SandboxDelivery(time, fault, message.Headers, response?.StatusCode, response?.Body);
    }
}
