using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Sql.Database;

namespace WeChatPay.Chain.Sql.Inbox;

/// <summary>Deletes notifications that need not be remembered any longer.</summary>
internal sealed partial class InboxCleanup(
    SqlDatabase database, SqlInboxOptions options, TimeProvider timeProvider, ILogger<InboxCleanup> logger) : BackgroundService
{
    private readonly InboxStatements _statements = new(database.Statements);

    /// <summary>Deletes all old rows, in batches that hold their locks for a short time.</summary>
    /// <returns>The number of rows.</returns>
    public async Task<int> DeleteOldAsync(CancellationToken cancellationToken)
    {
        var age = -(long)options.RememberFor.TotalMilliseconds;
        var total = 0;
        int count;
        do
        {
            count = await database.ExecuteAsync(_statements.DeleteOld, cancellationToken, ("@age", age)).ConfigureAwait(false);
            total += count;
        }
        while (count == InboxStatements.BatchSize);
        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not while the application starts: the first await of a provider may block.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (true)
        {
            try
            {
                await DeleteOldAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(logger, exception, options.CleanupInterval);
            }
            await Task.Delay(options.CleanupInterval, timeProvider, stoppingToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old notifications could not be deleted from the inbox. Trying again in {Interval}.")]
    private static partial void LogFailure(ILogger logger, Exception exception, TimeSpan interval);
}
