using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Configuration;

internal sealed class ResilienceOptionsValidatorTests
{
    private static IEnumerable<TestCaseData> Wrong =>
    [
        Case(options => options.MaxRetryAttempts = -1, "MaxRetryAttempts", "0 to 100"),
        Case(options => options.MaxRetryAttempts = 101, "MaxRetryAttempts", "0 to 100"),
        Case(options => options.BaseDelay = TimeSpan.Zero, "BaseDelay", "above zero"),
        Case(options => (options.BaseDelay, options.MaxDelay) = (TimeSpan.FromDays(2), TimeSpan.FromDays(2)), "BaseDelay", "a day"),
        Case(options => options.MaxDelay = TimeSpan.FromMilliseconds(499), "MaxDelay", "at least BaseDelay"),
        Case(options => options.MaxDelay = TimeSpan.FromDays(2), "MaxDelay", "at most a day"),
        Case(options => options.TotalTime = TimeSpan.Zero, "TotalTime", "above zero"),
        Case(options => options.RetryBudget = 0, "RetryBudget", "above zero"),
        Case(options => options.RetryBudget = int.MaxValue, "RetryBudget", "is expected"),
        Case(options => options.BackupAddress = new Uri("api2", UriKind.Relative), "BackupAddress", "not an absolute URL"),
        Case(options => options.BackupAddress = new Uri("http://api2.mch.weixin.qq.com/"), "BackupAddress", "https is expected"),
        Case(options => options.BackupAddress = new Uri("https://user@api2.mch.weixin.qq.com/"), "BackupAddress", "holds a user"),
        Case(options => options.BackupAddress = new Uri("https://api2.mch.weixin.qq.com/other/"), "BackupAddress", "another path"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void Client_AnOptionThatIsWrong_IsAnArgumentExceptionThatNamesIt(Action<ResilienceOptions> configure, string option, string remedy)
    {
        var options = Merchant.Options();
        options.Resilience = new ResilienceOptions();
        configure(options.Resilience);

        var failure = Assert.Throws<ArgumentException>(() => _ = new WeChatPayClient(options))!;

        Assert.That(failure.ParamName, Is.EqualTo($"Resilience.{option}"));
        Assert.That(failure.Message, Does.StartWith($"Resilience.{option} ").And.Contain(remedy));
    }

    [Test]
    public void Client_NumbersAtTheirLimits_AreTaken()
    {
        var options = Merchant.Options();
        options.Resilience = new ResilienceOptions { MaxRetryAttempts = 100, RetryBudget = int.MaxValue / 10 };

        Assert.That(() => new WeChatPayClient(options).Dispose(), Throws.Nothing);
        options.Resilience.RetryBudget++;
        Assert.That(() => new WeChatPayClient(options), Throws.ArgumentException);
    }

    [Test]
    public void Client_OptionsAtTheirLimits_AreTaken()
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

    private static TestCaseData Case(Action<ResilienceOptions> configure, string option, string remedy) => new TestCaseData(configure, option, remedy).SetArgDisplayNames(option, remedy);
}
