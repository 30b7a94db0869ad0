using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Configuration;

internal sealed class ResilienceOptionsValidatorTests
{
    private static IEnumerable<TestCaseData> Wrong =>
    [
        Case(options => options.MaxRetryAttempts = -1, "MaxRetryAttempts", "from 0 (failover only) to 100"),
        Case(options => options.MaxRetryAttempts = 101, "MaxRetryAttempts", "from 0 (failover only) to 100"),
        Case(options => options.BaseDelay = TimeSpan.Zero, "BaseDelay", "greater than zero"),
        Case(
            options => (options.BaseDelay, options.MaxDelay) = (TimeSpan.FromDays(2), TimeSpan.FromDays(2)),
            "BaseDelay",
            "at most one day"),
        Case(options => options.MaxDelay = TimeSpan.FromMilliseconds(499), "MaxDelay", "at least BaseDelay"),
        Case(options => options.MaxDelay = TimeSpan.FromDays(2), "MaxDelay", "at most one day"),
        Case(options => options.TotalTime = TimeSpan.Zero, "TotalTime", "greater than zero"),
        Case(options => options.RetryBudget = 0, "RetryBudget", "from 1 to"),
        Case(options => options.RetryBudget = int.MaxValue, "RetryBudget", "from 1 to 214748364"),
        Case(options => options.BackupAddress = new Uri("api2", UriKind.Relative), "BackupAddress", "not an absolute URL"),
        Case(options => options.BackupAddress = new Uri("http://api2.mch.weixin.qq.com/"), "BackupAddress", "https is required"),
        Case(
            options => options.BackupAddress = new Uri("https://user@api2.mch.weixin.qq.com/"),
            "BackupAddress",
            "contains user information"),
        Case(options => options.BackupAddress = new Uri("https://api2.mch.weixin.qq.com/other/"), "BackupAddress", "a different path"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void Client_AnOptionThatIsWrong_IsAnArgumentExceptionThatNamesIt(
        Action<ResilienceOptions> configure, string option, string remedy)
    {
        var options = Merchant.Options();
        options.Resilience = new ResilienceOptions();
        configure(options.Resilience);

        var failure = Assert.Throws<ArgumentException>(() => _ = new WeChatPayClient(options))!;

        Assert.That(failure.ParamName, Is.EqualTo($"Resilience.{option}"));
        Assert.That(failure.Message, Does.StartWith($"Resilience.{option} ").And.Contain(remedy));
    }

    [Test]
    public void Client_NumbersAtTheirLimits_AreAccepted()
    {
        var options = Merchant.Options();
        options.Resilience = new ResilienceOptions { MaxRetryAttempts = 100, RetryBudget = int.MaxValue / 10 };

        Assert.That(() => new WeChatPayClient(options).Dispose(), Throws.Nothing);
        options.Resilience.RetryBudget++;
        Assert.That(() => new WeChatPayClient(options), Throws.ArgumentException);
    }

    [Test]
    public void Client_OptionsAtTheirLimits_AreAccepted()
    {
        var options = Merchant.Options();
        options.BaseAddress = new Uri("http://127.0.0.1:8080/sandbox/");
        options.Resilience = new ResilienceOptions
        {
            MaxRetryAttempts = 0,
            BaseDelay = TimeSpan.FromDays(1),
            MaxDelay = TimeSpan.FromDays(1),
            TotalTime = Timeout.InfiniteTimeSpan,
            RetryBudget = 1,
            BackupAddress = new Uri("http://127.0.0.1:8081/sandbox/"),
        };

        Assert.That(() => new WeChatPayClient(options).Dispose(), Throws.Nothing);
    }

    private static TestCaseData Case(Action<ResilienceOptions> configure, string option, string remedy) =>
        new TestCaseData(configure, option, remedy).SetArgDisplayNames(option, remedy);
}
