using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Endpoints;
using WeChatPay.Chain.AspNetCore.Threading;

namespace WeChatPay.Chain.AspNetCore.Handling;

/// <summary>
/// Runs the handlers of notifications in the background, after the response. At shutdown it accepts no more notifications and finishes
/// those that wait.
/// </summary>
internal sealed class NotificationQueue(
    IOptions<NotificationQueueOptions> options,
    IHostApplicationLifetime lifetime,
    PendingNotifications pending,
    ILogger<NotificationQueue> logger) : IHostedService, IDisposable
{
    // How much longer a shutdown may take to record the last outcomes.
    private static readonly TimeSpan _gracePeriod = TimeSpan.FromSeconds(2);

    private readonly Channel<NotificationWork> _waiting = Channel.CreateBounded<NotificationWork>(options.Value.Capacity);
    private readonly CancellationSignal _abort = new();
    private readonly NonThrowingLogger _logger = new(logger);
    private Task _workers = Task.CompletedTask;

    /// <returns><see langword="false"/> if the queue is full or the application is shutting down.</returns>
    public bool TryAdd(NotificationWork work) =>
        !lifetime.ApplicationStopping.IsCancellationRequested && _waiting.Writer.TryWrite(work);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _workers = Task.WhenAll(Enumerable.Range(0, options.Value.Workers).Select(_ => Task.Run(WorkAsync, CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        try
        {
            await _workers.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Abort();
        }
        try
        {
            await FinishAsync().WaitAsync(_gracePeriod, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Outcomes are still recorded if the process continues; a claim that is not released expires.
        }
    }

    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        Abort();
    }

    private async Task FinishAsync()
    {
        await _workers.ConfigureAwait(false);
        await pending.WhenAllAsync().ConfigureAwait(false);
    }

    // Releasing the claims lets another instance handle a later delivery.
    private void Abort()
    {
        _abort.Set();
        while (_waiting.Reader.TryRead(out var work))
        {
            pending.Add(EndAsync(work));
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var work in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            // Without regard to a lost claim: a notification that was accepted is handled, even if another instance may handle it too.
            await work.HandleAsync(_abort.Token).ConfigureAwait(false);
            // Not awaited: an inbox that cannot be reached must not delay the next notification.
            pending.Add(EndAsync(work));
        }
    }

    private async Task EndAsync(NotificationWork work)
    {
        var outcome = work.IsHandled ? NotificationOutcome.Handled : NotificationOutcome.Failed;
        NotificationInstruments.Count(outcome, work.Key.Endpoint, work.Key.MerchantId);
        await work.EndAsync().ConfigureAwait(false);
        if (!work.IsHandled)
        {
            NotificationLog.Lost(_logger, work.Key);
        }
    }
}
