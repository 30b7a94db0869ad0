namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>A clock that is ahead of the system's.</summary>
internal sealed class LaterClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
