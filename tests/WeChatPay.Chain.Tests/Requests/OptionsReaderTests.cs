using System.Text.Json;
using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed class OptionsReaderTests
{
    private static IEnumerable<TestCaseData> Keys =>
    [
        Key("json", new object(), options => options.Json),
        Key("xml", new object(), options => options.Xml),
        Key("query", "a=1", options => options.Query),
        Key("headers", new object(), options => options.Headers),
        Key("body", "text", options => options.Body),
        Key("base_uri", new Uri("https://api2.mch.weixin.qq.com/"), options => options.BaseUri),
        Key("security", true, options => options.Security),
        Key("nonceless", true, options => options.Nonceless),
        Key("sink", "/tmp/bill.csv", options => options.Sink),
        Key("progress", new Progress<long>(), options => options.Progress),
        Key("unsigned", true, options => options.Unsigned),
        Key("timeout", TimeSpan.FromSeconds(3), options => options.Timeout),
        Key("allow_redirects", false, options => options.AllowRedirects),
    ];

    private static IEnumerable<TestCaseData> Timeouts =>
    [
        Timeout("Int", 5, TimeSpan.FromSeconds(5)),
        Timeout("Long", 5L, TimeSpan.FromSeconds(5)),
        Timeout("Fraction", 0.25, TimeSpan.FromMilliseconds(250)),
        Timeout("Float", 0.5f, TimeSpan.FromMilliseconds(500)),
        Timeout("Decimal", 1.5m, TimeSpan.FromMilliseconds(1500)),
        Timeout("Span", TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2)),
        Timeout("Infinite", System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan),
        Timeout("Byte", (byte)5, TimeSpan.FromSeconds(5)),
        Timeout("TenMinutes", 600, TimeSpan.FromMinutes(10)),
        Timeout("SpanOfAnHour", TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
        Timeout("Null", null, null),
    ];

    private static IEnumerable<TestCaseData> WrongValues =>
    [
        Wrong("timeout", "30", "String", "seconds"),
        Wrong("timeout", 0, "0", "greater than 0"),
        Wrong("timeout", -1, "-1", "InfiniteTimeSpan"),
        Wrong("timeout", double.NaN, "NaN", "seconds"),
        Wrong("timeout", double.PositiveInfinity, "Infinity", "InfiniteTimeSpan"),
        Wrong("timeout", long.MaxValue, "9", "seconds"),
        Wrong("timeout", true, "Boolean", "seconds"),
        Wrong("timeout", 601, "601", "milliseconds"),
        Wrong("timeout", 30_000, "30000", "TimeSpan"),
        Wrong("timeout", 600.5, "600.5", "milliseconds"),
        Wrong("timeout", 5_000m, "5000", "milliseconds"),
        Wrong("timeout", uint.MaxValue, "4294967295", "milliseconds"),
        Wrong("security", "true", "String", "true or false"),
        Wrong("security", 1, "Int32", "true or false"),
        Wrong("nonceless", "yes", "String", "true or false"),
        Wrong("progress", (Action<long>)(_ => { }), "Action", "IProgress<long>"),
        Wrong("base_uri", "api2.mch.weixin.qq.com", "absolute URL", "https://api2.mch.weixin.qq.com/"),
        Wrong("base_uri", "", "absolute URL", "https://"),
        Wrong("base_uri", 1, "absolute URL", "https://"),
    ];

    [TestCaseSource(nameof(Keys))]
    public void Read_AKeyOfTheTable_SetsOnlyItsProperty(string key, object value, Func<RequestOptions, object?> property)
    {
        var options = OptionsReader.Read(new Dictionary<string, object?> { [key] = value });

        Assert.That(property(options), Is.EqualTo(value));
        Assert.That(options.Variables, Is.Empty);
        Assert.That(
            Keys.Count(other => ((Func<RequestOptions, object?>)other.Arguments[2]!)(options) is not (null or false)),
            Is.EqualTo(value is false ? 0 : 1));
    }

    [Test]
    public void Read_EveryKey_IsInTheListAndAPropertyInSnakeCase()
    {
        var properties = typeof(RequestOptions).GetProperties()
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

        Assert.That(OptionTable.Names, Is.EquivalentTo(Keys.Select(key => key.Arguments[0])));
        Assert.That(OptionTable.Names, Is.EquivalentTo(properties));
    }

    [Test]
    public void Read_AnyOtherKey_IsAVariable([Values("openid", "Json", "JSON", "baseUri", "debug")] string key)
    {
        var options = OptionsReader.Read(new Dictionary<string, object?> { [key] = "1" });

        Assert.That(options.Variables, Is.EqualTo(new Dictionary<string, object?> { [key] = "1" }));
    }

    [Test]
    public void Read_NullUnderEachKeyThatIsNotTheBody_IsNotGiven()
    {
        var options = OptionsReader.Read(OptionTable.Names.Except(["json", "body"]).ToDictionary(name => name, _ => (object?)null));

        Assert.That(Keys.Select(key => ((Func<RequestOptions, object?>)key.Arguments[2]!)(options)), Is.All.Matches<object?>(value =>
            value is null or false));
        Assert.That(options.Variables, Is.Empty);
    }

    [TestCase("json", "new { }")]
    [TestCase("body", "empty body")]
    public void Read_NullAsTheBody_IsAnErrorWithTheRemedy(string key, string remedy)
    {
        Assert.That(() => OptionsReader.Read(new Dictionary<string, object?> { [key] = null }), Throws.ArgumentException
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo(key).And.Message.Contains("null").And.Message.Contains(remedy));
    }

    [TestCaseSource(nameof(Timeouts))]
    public void Read_Timeout_IsSecondsOrASpan(object? value, TimeSpan? expected)
    {
        Assert.That(OptionsReader.Read(new { timeout = value }).Timeout, Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(WrongValues))]
    public void Read_AValueOfTheWrongKind_NamesTheOptionWhatWasSeenAndTheRemedy(string key, object value, string seen, string remedy)
    {
        Assert.That(() => OptionsReader.Read(new Dictionary<string, object?> { [key] = value }), Throws.ArgumentException
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo(key)
            .And.Message.Contains($"'{key}'").And.Message.Contains(seen).And.Message.Contains(remedy));
    }

    [Test]
    public void Read_BaseUri_MayBeAString()
    {
        Assert.That(
            OptionsReader.Read(new { base_uri = "https://api2.mch.weixin.qq.com/hk/" }).BaseUri,
            Is.EqualTo(new Uri("https://api2.mch.weixin.qq.com/hk/")));
    }

    [Test]
    public void Read_AKeyGivenTwice_IsRejected()
    {
        var pairs = new List<KeyValuePair<string, object?>> { new("json", 1), new("json", 2) };

        Assert.That(
            () => OptionsReader.Read(pairs), Throws.ArgumentException.With.Message.Contains("'json'").And.Message.Contains("twice"));
    }

    [Test]
    public void Read_AJsonObject_ReadsItsNames()
    {
        var options = OptionsReader.Read(JsonElement.Parse("""{"query":{"a":1},"openid":"o-1"}"""));

        Assert.That($"{options.Query} {options["openid"]}", Is.EqualTo("""{"a":1} o-1"""));
    }

    [TestCase("{\"json\":{}}")]
    [TestCase(1)]
    public void Read_OfWhatHasNoNames_SaysWhatToPass(object options)
    {
        Assert.That(() => OptionsReader.Read(options), Throws.ArgumentException
            .With.Message.Contains(options.GetType().Name)
            .And.Message.Contains("anonymous object")
            .And.Message.Contains("'json'")
            .And.Message.Not.Contains("{}"));
    }

    [Test]
    public void Read_ReadyOptions_AreTakenAsTheyAre()
    {
        var options = new RequestOptions();

        Assert.That(RequestOptions.From(options), Is.SameAs(options));
    }

    [Test]
    public void RequestOptions_OfAVariableThatIsNotThere_IsNull()
    {
        Assert.That(new RequestOptions()["openid"], Is.Null);
    }

    private static TestCaseData Key(string key, object value, Func<RequestOptions, object?> property) =>
        new TestCaseData(key, value, property).SetArgDisplayNames(key);

    private static TestCaseData Timeout(string name, object? value, TimeSpan? expected) =>
        new TestCaseData(value, expected).SetArgDisplayNames(name);

    private static TestCaseData Wrong(string key, object value, string seen, string remedy) =>
        new TestCaseData(key, value, seen, remedy).SetArgDisplayNames(key, $"{value}");
}
