using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Runs the handlers of notifications that were answered already. At shutdown it takes no more, and finishes those it has.</summary>
internal sealed class NotificationQueue(IOptions<NotificationQueueOptions> options, IHostApplicationLifetime lifetime, ILogger<NotificationQueue> logger) : IHostedService, IDisposable
{
    private readonly Channel<NotificationWork> _waiting = Channel.CreateBounded<NotificationWork>(options.Value.Capacity);
    private readonly CancellationTokenSource _abort = new();
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
            var givenUp = GiveUpWaiting();
            await _abort.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(givenUp).ConfigureAwait(false);
        }
    }

    public void Dispose() => _abort.Dispose();

    // A claim that is given back lets another instance handle a copy.
    private List<Task> GiveUpWaiting()
    {
        var givenUp = new List<Task>();
        while (_waiting.Reader.TryRead(out var work))
        {
            NotificationLog.Lost(logger, work);
            givenUp.Add(work.GiveUpAsync());
        }
        return givenUp;
    }

    private async Task WorkAsync()
    {
        await foreach (var work in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (!await work.RunAsync(_abort.Token).ConfigureAwait(false))
            {
                NotificationLog.Lost(logger, work);
            }
        }
    }
}
