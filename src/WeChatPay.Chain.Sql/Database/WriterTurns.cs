using System.Diagnostics.CodeAnalysis;
using WeChatPay.Chain.AspNetCore;

namespace WeChatPay.Chain.Sql.Database;

/// <summary>
/// Lets the writers of this process take turns, for a database with a single writer. The provider for SQLite would block a thread for each
/// writer that waits.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The semaphore holds no resources, and a turn can outlive the host.")]
internal sealed class WriterTurns
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private NotificationKey? _running;

    /// <summary>Waits for a turn, which ends when the result is disposed.</summary>
    /// <param name="key">The notification whose handler runs in the transaction; <see langword="null"/> for a single statement.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<IDisposable> EnterAsync(NotificationKey? key, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_turn)
        {
            _running = key;
        }
        // What follows may block, and must not block the caller of an asynchronous method.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return new Turn(this);
    }

    /// <summary>Whether the handler of a notification is running here, so that nobody else can write.</summary>
    public bool IsRunning(NotificationKey key)
    {
        lock (_turn)
        {
            return _running == key;
        }
    }

    private void Leave()
    {
        lock (_turn)
        {
            _running = null;
        }
        _turn.Release();
    }

    private sealed class Turn(WriterTurns turns) : IDisposable
    {
        public void Dispose() => turns.Leave();
    }
}
