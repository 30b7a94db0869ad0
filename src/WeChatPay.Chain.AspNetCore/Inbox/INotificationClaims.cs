namespace WeChatPay.Chain.AspNetCore;

/// <summary>
/// Stores the claims of the default <see cref="INotificationInbox"/>: which notifications are being handled and which were.
/// </summary>
/// <remarks>
/// <para>
/// <see cref="MemoryNotificationClaims"/> is the default and serves an application that runs as a single instance. Several instances need
/// claims that they share.
/// </para>
/// <para>
/// An exception of any method but <see cref="ClaimAsync"/> is logged and changes nothing. When <see cref="ClaimAsync"/> throws, the handler
/// does not run, the platform delivers the notification again, and the claim, which may have been granted all the same, is released.
/// </para>
/// <para>Implementations must be thread-safe. Tasks may complete on any thread; handlers never run there.</para>
/// </remarks>
public interface INotificationClaims
{
    /// <summary>
    /// Claims a notification unless it is claimed already or was completed. Of several concurrent calls, one is granted the claim.
    /// </summary>
    /// <param name="key">The notification.</param>
    /// <param name="owner">Identifies the claim; a different string for each attempt.</param>
    /// <param name="lifetime">How long the claim holds without being renewed. After that, another owner can claim the notification.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>Whether the claim was granted, with a number that grows with each grant; if not, why.</returns>
    Task<ClaimResult> ClaimAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Extends a claim.</summary>
    /// <param name="key">The notification.</param>
    /// <param name="owner">The owner that was granted the claim.</param>
    /// <param name="lifetime">How long the claim holds from now on.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>
    /// <see langword="false"/> if the claim no longer belongs to this owner: it expired, was lost, or belongs to another owner.
    /// <see cref="ClaimAsync"/> is then called with a new owner to decide whether the handler may continue.
    /// </returns>
    Task<bool> RenewAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Records that a notification was handled, unless the claim belongs to another owner by now.</summary>
    /// <param name="key">The notification.</param>
    /// <param name="owner">The owner that was granted the claim.</param>
    /// <param name="lifetime">How long to remember the notification.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>
    /// <see langword="false"/> if another owner has the claim: its outcome decides, and nothing was recorded. <see langword="true"/> also
    /// if the claim expired and nobody took it, or if the notification is recorded as handled already.
    /// </returns>
    Task<bool> CompleteAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Releases a claim, so that the next delivery is handled. Does nothing if the claim does not belong to this owner.</summary>
    /// <param name="key">The notification.</param>
    /// <param name="owner">The owner that was granted the claim.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A task that completes when the claim is released.</returns>
    Task ReleaseAsync(NotificationKey key, string owner, CancellationToken cancellationToken);
}
