using System.Collections.Concurrent;

namespace WeChatPay.Chain.AspNetCore.Claims;

/// <summary>The claims of this process, including those that the inbox has lost.</summary>
internal sealed class ActiveClaims
{
    private readonly ConcurrentDictionary<NotificationKey, NotificationClaim> _claims = new();

    /// <returns>The claim, or the existing claim of this process on the same notification.</returns>
    public NotificationClaim GetOrAdd(NotificationClaim claim) => _claims.GetOrAdd(claim.Key, claim);

    public void Remove(NotificationClaim claim) => _claims.TryRemove(new(claim.Key, claim));
}
