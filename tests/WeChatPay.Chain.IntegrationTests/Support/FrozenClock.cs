namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>A clock that stands still, so that an answer is exactly as old as a test says. Timers run as ever.</summary>
public sealed class FrozenClock : TimeProvider
{
    private static readonly DateTimeOffset _now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;
}
