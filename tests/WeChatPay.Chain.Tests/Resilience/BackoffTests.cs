using WeChatPay.Chain.Resilience;

namespace WeChatPay.Chain.Tests.Resilience;

internal sealed class BackoffTests
{
    [TestCase(0, 100)]
    [TestCase(1, 200)]
    [TestCase(3, 800)]
    [TestCase(4, 1000)]
    [TestCase(99, 1000)]
    public void GetDelay_SeveralRetries_IsBetweenHalfAndTheFullPause(int attempt, int milliseconds)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1));

        var pauses = Enumerable.Range(0, 200).Select(_ => backoff.GetDelay(attempt).TotalMilliseconds).ToList();

        Assert.That(pauses, Is.All.InRange(milliseconds / 2.0, milliseconds));
        Assert.That(pauses.Distinct().Count(), Is.GreaterThan(100), "Callers that failed together would come back together.");
    }
}
