using Microsoft.Extensions.DependencyInjection;

namespace WeChatPay.Chain.AspNetCore.Tests.Inbox;

/// <summary>The contract of every inbox, with claims in memory.</summary>
internal sealed class MemoryInboxTests : InboxContract<CountedEffects>
{
    private readonly MemoryNotificationClaims _claims = new(TimeProvider.System);

    public MemoryInboxTests() => Inbox = new CountedEffects(services => services.AddSingleton<INotificationClaims>(_claims));

    protected override CountedEffects Inbox { get; }
}
