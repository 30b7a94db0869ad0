namespace WeChatPay.Chain.AspNetCore;

/// <summary>Remembers which notifications are being handled and which were, so that each is handled once however often it comes.</summary>
/// <remarks>
/// In memory unless another one is registered, which is enough for one instance of an application. For many, use one that they share.
/// An exception of any method but <see cref="ClaimAsync"/> is logged and changes nothing; one of <see cref="ClaimAsync"/> makes the
/// platform repeat the notification, and the handler does not run. Implementations are thread-safe.
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
    /// <returns><see langword="false"/> when the claim is not this owner's any more; it may be somebody else's.</returns>
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
