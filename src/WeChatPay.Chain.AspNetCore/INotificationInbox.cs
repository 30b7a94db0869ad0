namespace WeChatPay.Chain.AspNetCore;

/// <summary>Remembers which notifications are being handled and which were, so that each is handled once however often it comes.</summary>
/// <remarks>
/// In memory unless another one is registered, which is enough for one instance of an application. For many, use one that they share.
/// An exception of any method but <see cref="ClaimAsync"/> is logged and changes nothing. After an exception of <see cref="ClaimAsync"/>
/// the handler does not run, the platform delivers the notification again, and the claim, which may have been granted all the same, is
/// released. A task may complete on any thread: no handler runs there. Implementations are thread-safe.
/// </remarks>
public interface INotificationInbox
{
    /// <summary>Takes a notification, if nobody else has it and it was not completed. Of several at once only one is granted it.</summary>
    /// <param name="key">The notification.</param>
    /// <param name="owner">Whose claim it shall be; another text for each attempt.</param>
    /// <param name="lifetime">How long the claim holds without being renewed: an owner that died holds it no longer.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    Task<InboxClaim> ClaimAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Lets a claim hold for another <paramref name="lifetime"/> from now on.</summary>
    /// <param name="key">The notification.</param>
    /// <param name="owner">Who claimed it.</param>
    /// <param name="lifetime">How long the claim holds from now on.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <returns>
    /// <see langword="false"/> when the claim does not belong to this owner any more: it ran out, was forgotten, or belongs to another
    /// owner. <see cref="ClaimAsync"/> then decides with a new owner whether the handler may go on.
    /// </returns>
    Task<bool> RenewAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Says that a notification was handled, whoever's the claim is by now.</summary>
    /// <param name="key">The notification.</param>
    /// <param name="lifetime">How long to remember it.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    Task CompleteAsync(NotificationKey key, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Gives a claim back, so that a repeat is handled. Does nothing when it is not this owner's.</summary>
    /// <param name="key">The notification.</param>
    /// <param name="owner">Who claimed it.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    Task ReleaseAsync(NotificationKey key, string owner, CancellationToken cancellationToken);
}
