namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>A clock that stands still, so that an answer is exactly as old as a test says. Timers run as ever.</summary>
public sealed class FrozenClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
