using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore;

/// <summary>Handles notifications in a class that takes its dependencies from the container.</summary>
/// <remarks>For each notification the handler is resolved, or created when it is not registered, in a new service scope.</remarks>
/// <typeparam name="TNotification"><see cref="Notification"/>, or <see cref="V2Notification"/> for APIv2.</typeparam>
public interface INotificationHandler<in TNotification>
{
    /// <summary>Handles a verified notification. When this method throws, the platform retries the notification.</summary>
    /// <param name="notification">The notification, verified and decrypted.</param>
    /// <param name="context">The merchant, its client and the services of the scope.</param>
    /// <param name="cancellationToken">
    /// Canceled when the response is due or the claim is lost. The notification will be delivered again: undo what was done and throw.
    /// </param>
    /// <returns>A task that represents the work; the notification is handled when it completes successfully.</returns>
    Task HandleAsync(TNotification notification, NotificationContext context, CancellationToken cancellationToken);
}
