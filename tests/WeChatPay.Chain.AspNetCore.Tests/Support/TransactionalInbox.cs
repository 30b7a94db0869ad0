using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Tests.Support;

/// <summary>An inbox that handles one notification at a time, and keeps what is done together with the effects of the handlers.</summary>
internal sealed class TransactionalInbox : INotificationInbox, IContractInbox
{
    private readonly SemaphoreSlim _lock = new(1);
    private readonly Dictionary<NotificationKey, long> _attempts = [];
    private readonly HashSet<NotificationKey> _done = [];
    private readonly List<string> _effects = [];

    public bool RollsBack => true;

    public bool FailsBefore { get; set; }

    public bool FailsAtCommit { get; set; }

    public bool RunsTwice { get; set; }

    public bool HasHandled => _done.Count > 0;

    public async Task<InboxOutcome> RunOnceAsync(NotificationRun run, CancellationToken cancellationToken)
    {
        Fail(FailsBefore);
        if (!await _lock.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return InboxOutcome.InProgress;
        }
        try
        {
            return _done.Contains(run.Key) ? InboxOutcome.HandledBefore : await RunAsync(run, cancellationToken);
        }
        finally
        {
            _lock.Release();
        }
    }

    public Task<WebHost> StartAsync(
        Func<Notification, NotificationContext, CancellationToken, Task> handler, Action<NotificationOptions>? options = null) =>
        WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify", handler, options),
            services => services.AddSingleton<INotificationInbox>(this).AddScoped<InboxTransaction>());

    public Task ApplyAsync(Notification notification, NotificationContext context)
    {
        context.Services.GetRequiredService<InboxTransaction>().Effects.Add(notification.Id);
        return Task.CompletedTask;
    }

    public long CountEffects(string id)
    {
        lock (_effects)
        {
            return _effects.Count(effect => effect == id);
        }
    }

    public ValueTask DisposeAsync()
    {
        _lock.Dispose();
        return default;
    }

    private async Task<InboxOutcome> RunAsync(NotificationRun run, CancellationToken cancellationToken)
    {
        var attempt = _attempts[run.Key] = _attempts.GetValueOrDefault(run.Key) + 1;
        InboxTransaction? transaction = null;
        for (var runs = RunsTwice ? 2 : 1; runs > 0; runs--)
        {
            await run.HandleAsync(
                attempt,
                services =>
                {
                    transaction = services.GetRequiredService<InboxTransaction>();
                    transaction.Attempt = attempt;
                },
                cancellationToken);
        }
        Fail(FailsAtCommit);
        lock (_effects)
        {
            _effects.AddRange(transaction!.Effects);
        }
        _done.Add(run.Key);
        return InboxOutcome.Handled;
    }

    private static void Fail(bool fails)
    {
        if (fails)
        {
            throw new IOException("The database is unavailable.");
        }
    }
}
