using System.Collections.Concurrent;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>The notifications that this process has claimed, whatever the inbox has forgotten of them.</summary>
internal sealed class ActiveClaims
{
    private readonly ConcurrentDictionary<NotificationKey, NotificationClaim> _claims = new();

    /// <returns>The claim itself, or the one that this process has already.</returns>
    public NotificationClaim Add(NotificationClaim claim) => _claims.GetOrAdd(claim.Key, claim);

    public void Remove(NotificationClaim claim) => _claims.TryRemove(new(claim.Key, claim));
}
