using Microsoft.Extensions.DependencyInjection;

namespace WeChatPay.Chain.Redis.Tests;

/// <summary>The contract of every inbox, with claims in Redis.</summary>
internal sealed class RedisInboxTests : InboxContract<CountedEffects>
{
    protected override CountedEffects Inbox { get; } =
        new(services => services.AddWeChatPayRedisInbox(SharedRedis.Configuration, "contract:"));
}
