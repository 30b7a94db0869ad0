using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed class RequestFactoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static IEnumerable<TestCaseData> WrongTimeouts =>
    [
        new TestCaseData(TimeSpan.Zero).SetArgDisplayNames("Zero"),
        new TestCaseData(TimeSpan.FromSeconds(-5)).SetArgDisplayNames("Negative"),
        new TestCaseData(TimeSpan.MinValue).SetArgDisplayNames("MinValue"),
        new TestCaseData(TimeSpan.MaxValue).SetArgDisplayNames("MaxValue"),
        new TestCaseData(TimeSpan.FromDays(50)).SetArgDisplayNames("LongerThanATimerRuns"),
    ];

    public void Dispose() => _folder.Dispose();

    [TestCase("v3/x", "a=1", ExpectedResult = "/v3/x?a=1", TestName = "Create_QueryOption_FollowsThePath")]
    [TestCase("v3/x?b=2", "a=1", ExpectedResult = "/v3/x?b=2&a=1", TestName = "Create_QueryOption_IsAddedToTheTemplatesQuery")]
    [TestCase("v3/x?a=0", "a=1", ExpectedResult = "/v3/x?a=0&a=1", TestName = "Create_QueryOptionOfTheSameName_LosesNothing")]
    [TestCase("v3/x?", "a=1", ExpectedResult = "/v3/x?a=1", TestName = "Create_QueryOptionAfterABareQuestionMark_BringsNoSecond")]
    [TestCase("v3/x?b=2&", "a=1", ExpectedResult = "/v3/x?b=2&a=1", TestName = "Create_QueryOptionAfterAnAmpersand_BringsNoSecond")]
    [TestCase("v3/x?b=2", "", ExpectedResult = "/v3/x?b=2", TestName = "Create_EmptyQueryOption_ChangesNothing")]
    [TestCase("v3/x/", "a=1", ExpectedResult = "/v3/x/?a=1", TestName = "Create_QueryOptionAfterASlash_KeepsIt")]
    [TestCase(
        "https://api.mch.weixin.qq.com/v3/billdownload/file?token=x%2Fy",
        "a=1",
        ExpectedResult = "/v3/billdownload/file?token=x%2Fy&a=1",
        TestName = "Create_QueryOptionOnAWholeUrl_IsAdded")]
    public string Create_Query(string target, string query) => Create(new() { Query = query }, target).Uri.PathAndQuery;

    [Test]
    public async Task Create_QueryOption_IsAddedToTheQueryOfATemplate([Values] Way way)
    {
        var platform = new FakePlatform();
        using var client = platform.CreateClient();

        await way.GetAsync(client.Chain("v3/x{?limit}"), new { limit = 10, query = new { offset = 20, name = "中 文" } });

        Assert.That(platform.Request.Target, Is.EqualTo("/v3/x?limit=10&offset=20&name=%E4%B8%AD%20%E6%96%87"));
        Assert.That(platform.Request.IsSigned());
    }

    [Test]
    public void Create_Timeout_IsTheCallsOrTheClients()
    {
        Assert.That(Create(new()).Timeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(Create(new() { Timeout = TimeSpan.FromSeconds(5) }).Timeout, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(Create(new() { Timeout = Timeout.InfiniteTimeSpan }).Timeout, Is.EqualTo(Timeout.InfiniteTimeSpan));
        Assert.That(Create(new() { Timeout = TimeSpan.FromDays(49) }).Timeout, Is.EqualTo(TimeSpan.FromDays(49)));
    }

    [TestCaseSource(nameof(WrongTimeouts))]
    public void Create_AWrongTimeout_NamesTheOptionAndTheRemedy(TimeSpan timeout)
    {
        Assert.That(() => Create(new() { Timeout = timeout }), Throws.ArgumentException
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo("timeout")
            .And.Message.Contains("'timeout'")
            .And.Message.Contains("InfiniteTimeSpan"));
    }

    [Test]
    public void Create_Sink_IsAFilePathOrAStream()
    {
        using var stream = new MemoryStream();

        Assert.That(Create(new()).Sink, Is.Null);
        Assert.That(Create(new() { Sink = stream }).Sink, Is.TypeOf<StreamSink>());
        Assert.That(Create(new() { Sink = _folder.PathOf("bill.csv") }).Sink, Is.TypeOf<FileSink>());
        Assert.That(Create(new() { Sink = "bill.csv" }).Sink, Is.TypeOf<FileSink>(), "The current folder is one too.");
        Assert.That(_folder.Files, Is.Empty, "Nothing is created before there is a response.");
    }

    [Test]
    public void Create_ASinkWhereNoFileCanBeCreated_NamesIt()
    {
        string[] paths = [_folder.FullName, _folder.PathOf("missing/bill.csv"), "", " ", "/", _folder.PathOf("a\0b")];

        Assert.Multiple(() =>
        {
            foreach (var path in paths)
            {
                Assert.That(() => Create(new() { Sink = path }), Throws.ArgumentException
                    .With.Property(nameof(ArgumentException.ParamName)).EqualTo("sink").And.Message.Contains("'sink'"), path);
            }
        });
    }

    [Test]
    public void Create_ASinkOfAnotherKind_SaysWhatIsExpected()
    {
        using var readOnly = new MemoryStream([1], writable: false);

        Assert.That(
            () => Create(new() { Sink = readOnly }),
            Throws.ArgumentException.With.Message.Contains("'sink'").And.Message.Contains("writable Stream"));
        Assert.That(() => Create(new() { Sink = new FileInfo("bill.csv") }), Throws.ArgumentException.With.Message.Contains("FileInfo"));
        Assert.That(() => Create(new() { Sink = true }), Throws.ArgumentException.With.Message.Contains("Boolean"));
    }

    [Test]
    public void Create_ProgressWithoutASink_NamesWhatIsMissing()
    {
        Assert.That(
            () => Create(new() { Progress = new Progress<long>() }),
            Throws.ArgumentException.With.Message.Contains("'progress'").And.Message.Contains("'sink'"));
    }

    [Test]
    public void Create_SecurityWithoutCertificate_NamesTheRemedy()
    {
        Assert.That(() => Create(new() { Security = true }), Throws.ArgumentException
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo("security").And.Message.Contains("MerchantCertificate"));
        Assert.That(Create(new() { Security = false }).Security, Is.False);
    }

    [Test]
    public void Create_SecurityWithAHandlerOfTheCaller_IsLeftToIt()
    {
        using var handler = new FakePlatform();

        Assert.That(Create(new() { Security = true }, handler: handler).Security);
    }

    [Test]
    public void Create_AllowRedirects_ChangesNothing([Values(true, false, null, 5)] object? value)
    {
        Assert.That(() => Create(new() { AllowRedirects = value }), Throws.Nothing);
    }

    [Test]
    public void Create_AnythingWrong_SendsNothing([Values] Way way)
    {
        var platform = new FakePlatform();
        using var client = platform.CreateClient();
        object[] wrong =
        [
            new { timeout = 0 }, new { sink = _folder.FullName }, new { security = "yes" }, new { query = 1 }, new { headers = "a" },
            new { base_uri = "x" }
        ];

        foreach (var options in wrong)
        {
            Assert.That(() => way.GetAsync(client.Chain("v3/x"), options), Throws.ArgumentException);
        }

        Assert.That(platform.Requests, Is.Empty);
    }

    [Test]
    public void Create_ForMessages_NamesTheTemplateAndNoValue()
    {
        var request = Factory(Merchant.Options()).Create(HttpMethod.Get, "v3/x/{openid}", "v3/x/o-secret", new());

        Assert.That(request.ToString(), Is.EqualTo("GET v3/x/{openid}"));
    }

    private static CallRequest Create(RequestOptions options, string target = "v3/x", HttpMessageHandler? handler = null) =>
        Factory(Merchant.Options(handler)).Create(HttpMethod.Get, target, target, options);

    private static RequestFactory Factory(WeChatPayClientOptions options) =>
        new(options, new KeyRing(options.PlatformKeys, options.TimeProvider));
}
