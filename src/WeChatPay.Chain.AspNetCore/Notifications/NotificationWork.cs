using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>A claimed notification and its handler, to be run once.</summary>
internal sealed class NotificationWork(
    ReceivedNotification notification, string merchantName, WeChatPayClient client, NotificationClaim claim, IServiceScopeFactory scopes, ILogger logger)
{
    private volatile bool _isHandled;

    public bool IsHandled => _isHandled;

    /// <returns>Whether the handler succeeded. The claim is made final or given back accordingly.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await HandleAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            NotificationLog.HandlerFailed(logger, exception, claim.Key);
            await claim.ReleaseAsync().ConfigureAwait(false);
            return false;
        }
        _isHandled = true;
        await claim.CompleteAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Instead of <see cref="RunAsync"/>.</summary>
    public Task GiveUpAsync() => claim.ReleaseAsync();

    public override string ToString() => claim.Key.ToString();

    private async Task HandleAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, claim.Lost);
        stop.Token.ThrowIfCancellationRequested();
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            await notification.HandleAsync(new NotificationContext(merchantName, client, scope.ServiceProvider), stop.Token).ConfigureAwait(false);
        }
    }
}
