using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>
/// Runs the handlers of notifications that were responded to already. At shutdown it takes no more, and finishes those it has.
/// </summary>
internal sealed class NotificationQueue(
    IOptions<NotificationQueueOptions> options,
    IHostApplicationLifetime lifetime,
    UnfinishedNotifications unfinished,
    ILogger<NotificationQueue> logger) : IHostedService, IDisposable
{
    // How much longer a shutdown may take for what is written down last.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(2);

    private readonly Channel<NotificationWork> _waiting = Channel.CreateBounded<NotificationWork>(options.Value.Capacity);
    private readonly Signal _abort = new();
    private readonly QuietLogger _logger = new(logger);
    private Task _workers = Task.CompletedTask;

    /// <returns><see langword="false"/> when it is full, or the application is shutting down.</returns>
    public bool TryAdd(NotificationWork work) => !lifetime.ApplicationStopping.IsCancellationRequested && _waiting.Writer.TryWrite(work);

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
            await FinishAsync().WaitAsync(_grace, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What is written down later still is, if the process lives on; a claim that is not given back runs out.
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
        await unfinished.WhenFinishedAsync().ConfigureAwait(false);
    }

    // A claim that is given back lets another instance handle a later delivery.
    private void Abort()
    {
        _abort.Set();
        while (_waiting.Reader.TryRead(out var work))
        {
            unfinished.Add(EndAsync(work));
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var work in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            // The claim is not looked at: a notification that was accepted is handled, also when another instance may handle it too.
            await work.HandleAsync(_abort.Token).ConfigureAwait(false);
            // Beside the next one: an inbox that is away must not keep it waiting.
            unfinished.Add(EndAsync(work));
        }
    }

    private async Task EndAsync(NotificationWork work)
    {
        NotificationInstruments.Count(work.IsHandled ? NotificationOutcome.Handled : NotificationOutcome.Failed, work.Key.Endpoint, work.Key.MerchantId);
        await work.EndAsync().ConfigureAwait(false);
        if (!work.IsHandled)
        {
            NotificationLog.Lost(_logger, work);
        }
    }
}
