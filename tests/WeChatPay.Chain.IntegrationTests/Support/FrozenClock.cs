namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>A clock that does not advance, so that the age of a response is exact. Timers run normally.</summary>
public sealed class FrozenClock : TimeProvider
{
    private static readonly DateTimeOffset _now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;
}
