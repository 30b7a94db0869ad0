using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore;

/// <summary>Handles notifications, as a class with dependencies of its own. Made or resolved in a scope of its own for each notification.</summary>
/// <typeparam name="TNotification"><see cref="Notification"/>, or <see cref="V2Notification"/> for APIv2.</typeparam>
public interface INotificationHandler<in TNotification>
{
    /// <summary>Handles a notification that is proved to be the platform's. It has succeeded when it returns; when it throws, the platform repeats the notification.</summary>
    /// <param name="notification">The notification, verified and opened.</param>
    /// <param name="context">Whose it is, and the scope's services.</param>
    /// <param name="cancellationToken">Cancelled when the time is up or the claim is lost, and the notification will come again: undo and throw.</param>
    Task HandleAsync(TNotification notification, NotificationContext context, CancellationToken cancellationToken);
}
