namespace WeChatPay.Chain.AspNetCore;

/// <summary>
/// Stores the notifications that are handled in the background, from before the response until they are handled. What is stored survives a
/// restart.
/// </summary>
/// <remarks>
/// <para>
/// A notification waits until it is due, is taken by one instance at a time, and is removed when it is handled. After the last attempt it
/// is kept with its error until a person removes it or calls <see cref="RunAgainAsync"/>.
/// </para>
/// <para>
/// Notifications are stored as they were received, with their signature, and verified again before they are handled: their sensitive
/// content stays encrypted, and a notification that was changed in the store is not handled.
/// </para>
/// <para>Implementations must be thread-safe, and measure time by one clock for all instances, such as that of the database.</para>
/// </remarks>
public interface INotificationStore
{
    /// <summary>Stores a notification that is due now. Does nothing if it is stored already, or known to be handled.</summary>
    /// <param name="notification">The notification; its <see cref="StoredNotification.Attempt"/> is 0.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>
    /// <see langword="true"/> when the notification is durable: the platform does not deliver it again. <see langword="false"/> if the
    /// store is full.
    /// </returns>
    Task<bool> AddAsync(StoredNotification notification, CancellationToken cancellationToken);

    /// <summary>Takes the notification of an endpoint that has been due for the longest time, if there is one.</summary>
    /// <param name="merchantId">The <see cref="NotificationKey.MerchantId"/>.</param>
    /// <param name="endpoint">The <see cref="NotificationKey.Endpoint"/>.</param>
    /// <param name="lease">How long the notification is taken. After that it is due again, unless the lease was renewed.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The notification, with its attempt counted, or <see langword="null"/> if none is due.</returns>
    Task<StoredNotification?> TakeAsync(string merchantId, string endpoint, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Extends the lease of a notification.</summary>
    /// <param name="key">The notification.</param>
    /// <param name="attempt">The attempt that it was taken for.</param>
    /// <param name="lease">How long the notification is taken from now on.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns><see langword="false"/> if the notification is not taken for this attempt: it was taken again, or removed.</returns>
    Task<bool> RenewAsync(NotificationKey key, int attempt, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Removes a notification, because it was handled, or because a person decided that it need not be.</summary>
    /// <param name="key">The notification.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A task that completes when the notification is removed.</returns>
    Task CompleteAsync(NotificationKey key, CancellationToken cancellationToken);

    /// <summary>Records that an attempt failed.</summary>
    /// <param name="key">The notification.</param>
    /// <param name="attempt">The attempt that it was taken for.</param>
    /// <param name="error">Why it failed.</param>
    /// <param name="retryAfter">
    /// When the notification is due again; <see langword="null"/> if that was the last attempt: it is kept, and not due.
    /// </param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns><see langword="false"/> if the notification is not taken for this attempt; nothing was recorded.</returns>
    Task<bool> FailAsync(NotificationKey key, int attempt, string error, TimeSpan? retryAfter, CancellationToken cancellationToken);

    /// <summary>Lists the notifications whose last attempt failed, the oldest first.</summary>
    /// <param name="limit">The maximum number of notifications.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The notifications with their errors.</returns>
    Task<IReadOnlyList<FailedNotification>> ListFailedAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Makes a notification whose last attempt failed due again, with all its attempts.</summary>
    /// <param name="key">The notification.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns><see langword="false"/> if the notification is not stored, or its last attempt has not failed.</returns>
    Task<bool> RunAgainAsync(NotificationKey key, CancellationToken cancellationToken);

    /// <summary>Reads how many notifications are stored for each endpoint of each merchant. Those without any may be missing.</summary>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>One entry for each merchant and endpoint.</returns>
    Task<IReadOnlyList<StoredNotificationCount>> CountAsync(CancellationToken cancellationToken);
}
