namespace WeChatPay.Chain.AspNetCore;

/// <summary>Runs the handler of each notification once, however often the notification is delivered.</summary>
/// <remarks>
/// <para>
/// The default inbox keeps claims on notifications in an <see cref="INotificationClaims"/>: it claims the notification, runs the handler
/// and records that it succeeded. A crash between the last two steps runs the handler again. An inbox in the database of the application
/// can close that gap: it opens a transaction, inserts the unique key of the notification, runs the handler in the transaction and commits
/// all of it together. The package WeChatPay.Chain.Sql contains such an inbox.
/// </para>
/// <para>Implementations must be thread-safe. Tasks may complete on any thread; handlers never run there.</para>
/// </remarks>
public interface INotificationInbox
{
    /// <summary>
    /// Runs the handler, unless the notification was handled before or is being handled. Calls <see cref="NotificationRun.HandleAsync"/> at
    /// most once, and never for two deliveries of a notification at the same time.
    /// </summary>
    /// <param name="run">The notification and its handler.</param>
    /// <param name="cancellationToken">
    /// Canceled when the response is due or the application is shut down. Pass it on to <see cref="NotificationRun.HandleAsync"/>.
    /// </param>
    /// <returns>
    /// <see cref="InboxOutcome.Handled"/> only when the record that the notification was handled is durable: the platform then stops to
    /// deliver it.
    /// </returns>
    /// <exception cref="Exception">
    /// The handler failed, or the inbox did. The notification is not recorded as handled, and the platform delivers it again.
    /// </exception>
    Task<InboxOutcome> RunOnceAsync(NotificationRun run, CancellationToken cancellationToken);
}
