using WeChatPay.Chain.Resilience;

namespace WeChatPay.Chain.Tests.Resilience;

internal sealed class RetryBudgetTests
{
    [Test]
    public void TryTake_ByManyAtOnce_TakesNoMoreThanTheBudget()
    {
        var budget = new RetryBudget(100);
        var taken = 0;

        Parallel.For(0, 1000, _ => Interlocked.Add(ref taken, budget.TryTake() ? 1 : 0));

        Assert.That(taken, Is.EqualTo(100));
    }

    [Test]
    public void Earn_WhenTheBudgetIsFull_AddsNothing()
    {
        var budget = new RetryBudget(1);

        budget.Earn();

        Assert.That((budget.TryTake(), budget.TryTake()), Is.EqualTo((true, false)));
        for (var call = 1; call < RetryBudget.CallsPerRetry; call++)
        {
            budget.Earn();
        }
        Assert.That(budget.TryTake(), Is.False);
        budget.Earn();
        Assert.That(budget.TryTake());
    }

    [Test]
    public void Earn_ByManyAtOnce_LosesNothingAndNeverExceedsTheCapacity()
    {
        var budget = new RetryBudget(10);
        var inStore = Enumerable.Range(0, 100).Count(_ => budget.TryTake());

        Parallel.For(0, 55, _ => budget.Earn());
        var earned = Enumerable.Range(0, 100).Count(_ => budget.TryTake());
        Parallel.For(0, 1000, _ => budget.Earn());
        var most = Enumerable.Range(0, 100).Count(_ => budget.TryTake());

        Assert.That((inStore, earned, most), Is.EqualTo((10, 5, 10)));
    }
}
