using System.Globalization;
using System.Numerics;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Newtonsoft.Json.Linq;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.Values;

public class ScalarTextTests
{
    private static readonly DateTimeOffset _noon = new(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(8));

    private static IEnumerable<TestCaseData> Values =>
    [
        Case("Null", null, null),
        Case("String", "o-1 中", "o-1 中"),
        Case("EmptyString", "", ""),
        Case("Char", 'x', "x"),
        Case("True", true, "true"),
        Case("False", false, "false"),
        Case("Int", -42, "-42"),
        Case("LongWithEveryDigit", long.MinValue, "-9223372036854775808"),
        Case("UnsignedLong", ulong.MaxValue, "18446744073709551615"),
        Case("BigInteger", BigInteger.Pow(10, 60), "1" + new string('0', 60)),
        Case("DecimalWithEveryDigit", 1234567890.12345678901234567890m, "1234567890.1234567890123456789"),
        Case("DecimalWithTrailingZero", 1.10m, "1.10"),
        Case("Double", 1.5, "1.5"),
        Case("DoubleOfManyDigits", 0.1 + 0.2, "0.30000000000000004"),
        Case("Single", 0.1f, "0.1"),
        Case("Guid", Guid.Empty, "00000000-0000-0000-0000-000000000000"),
        Case("Enum", DayOfWeek.Friday, "Friday"),
        Case("DateTimeOffset", _noon, "2024-02-29T12:00:00+08:00"),
        Case("DateTimeOffsetWithFraction", _noon.AddMilliseconds(250), "2024-02-29T12:00:00.25+08:00"),
        Case("DateTimeOffsetInUtc", _noon.ToUniversalTime(), "2024-02-29T04:00:00+00:00"),
        Case("DateTimeInUtc", _noon.UtcDateTime, "2024-02-29T04:00:00Z"),
        Case("DateOnly", new DateOnly(2024, 2, 29), "2024-02-29"),
        Case("TimeOnly", new TimeOnly(8, 5, 9), "08:05:09"),
        Case("Uri", new Uri("https://example.com/a%20b"), "https://example.com/a%20b"),
        Case("JsonString", Json("\"\\u4e2d \\\"q\\\"\""), "中 \"q\""),
        Case("JsonNumber", Json("1.2300000000000000000000001e2"), "1.2300000000000000000000001e2"),
        Case("JsonTrue", Json("true"), "true"),
        Case("JsonNull", Json("null"), null),
        Case("JsonUndefined", default(JsonElement), null),
        Case("JsonNodeParsedString", JsonNode.Parse("\"中\""), "中"),
        Case("JsonNodeParsedNumber", JsonNode.Parse("0.10000000000000000000000000000000001"), "0.10000000000000000000000000000000001"),
        Case("JsonNodeOfDecimal", JsonValue.Create(2.50m), "2.50"),
        Case("JsonNodeOfBool", JsonValue.Create(false), "false"),
        Case("EnumWithAName", Trade.Jsapi, "JSAPI"),
        Case("EnumWithAMember", Trade.MiniProgram, "MINI_PROGRAM"),
        Case("NewtonsoftString", new JValue("中"), "中"),
        Case("NewtonsoftTruth", new JValue(true), "true"),
        Case("NewtonsoftNumber", new JValue(1.10m), "1.10"),
        Case("NewtonsoftNull", JValue.CreateNull(), null),
        Case("NewtonsoftTime", new JValue(_noon), "2024-02-29T12:00:00+08:00"),
        Case("JsonNodeOfAnEnum", JsonValue.Create(Trade.Jsapi), "JSAPI"),
        Case("JsonNodeDeserialized", JsonSerializer.Deserialize<JsonNode>("\"中\""), "中"),
        Case("ResponseString", ResponseNode.Create(Json("\"中\"")), "中"),
        Case("JsonNodeOfDateTimeOffset", JsonValue.Create(_noon), "2024-02-29T12:00:00+08:00"),
    ];

    private static IEnumerable<TestCaseData> Composites =>
    [
        new TestCaseData(new List<int> { 1 }).SetArgDisplayNames("List"),
        new TestCaseData(new Dictionary<string, string>()).SetArgDisplayNames("Dictionary"),
        new TestCaseData(new { a = 1 }).SetArgDisplayNames("AnonymousObject"),
        new TestCaseData(new object()).SetArgDisplayNames("Object"),
        new TestCaseData(Task.FromResult("a")).SetArgDisplayNames("Task"),
        new TestCaseData(Json("[1]")).SetArgDisplayNames("JsonArrayElement"),
        new TestCaseData(Json("{}")).SetArgDisplayNames("JsonObjectElement"),
        new TestCaseData(new JsonArray()).SetArgDisplayNames("JsonArray"),
        new TestCaseData(new JsonObject()).SetArgDisplayNames("JsonObject"),
        new TestCaseData(new JObject()).SetArgDisplayNames("NewtonsoftObject"),
        new TestCaseData(ResponseNode.Create(Json("[1]"))).SetArgDisplayNames("ResponseList"),
        new TestCaseData(nint.Zero).SetArgDisplayNames("Pointer"),
    ];

    [TestCaseSource(nameof(Values))]
    public void From_OfOneValue_IsItsText(object? value, string? text)
    {
        Assert.That(ScalarText.From(value), Is.EqualTo(text));
    }

    [TestCaseSource(nameof(Values))]
    public void IsScalar_OfOneValue_IsTrue(object? value, string? _)
    {
        Assert.That(ScalarText.IsScalar(value), Is.True);
    }

    [TestCaseSource(nameof(Composites))]
    public void From_OfAnythingElse_NamesTheTypeAndNotTheValue(object value)
    {
        Assert.That(() => ScalarText.From(value), Throws.ArgumentException.With.Message.Contains(value.GetType().ToString()));
    }

    [TestCaseSource(nameof(Composites))]
    public void IsScalar_OfAnythingElse_IsFalse(object value)
    {
        Assert.That(ScalarText.IsScalar(value), Is.False);
    }

    [Test]
    [SetCulture("de-DE")]
    public void From_InACultureWithAComma_WritesAPoint()
    {
        object[] values = [1234.5, 1234.5m, 1234.5f, JsonValue.Create(1234.5)];

        Assert.That(CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator, Is.EqualTo(","), "the culture under test is not there");
        Assert.That(values.Select(ScalarText.From), Is.All.EqualTo("1234.5"));
    }

    [Test]
    [SetCulture("ar-SA")]
    public void From_InACultureWithAnotherCalendar_WritesTheGregorianDate()
    {
        object[] values = [_noon.UtcDateTime.Date, new DateOnly(2024, 2, 29), _noon];

        Assert.That(values.Select(ScalarText.From), Is.All.StartsWith("2024-02-29"));
    }

    [TestCase(double.MaxValue)]
    [TestCase(double.Epsilon)]
    [TestCase(-0.0)]
    [TestCase(1e21)]
    [TestCase(Math.PI)]
    public void From_OfADouble_ReadsBackAsTheSame(double value)
    {
        var text = ScalarText.From(value);

        Assert.That(double.Parse(text!, CultureInfo.InvariantCulture), Is.EqualTo(value));
    }

    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    [TestCase(float.NaN)]
    public void From_OfWhatIsNotANumber_IsAnError(object value) =>
        Assert.That(() => ScalarText.From(value), Throws.ArgumentException.With.Message.Contains("not a finite number"));

    [Test]
    public void From_OfATimeWithoutAnOffset_NamesTheRemedy()
    {
        object[] times = [_noon.DateTime, new JValue(_noon.DateTime), JsonValue.Create(_noon.DateTime)];

        foreach (var time in times)
        {
            Assert.That(() => ScalarText.From(time), Throws.ArgumentException.With.Message.Contains("DateTimeOffset"));
        }
        Assert.That(
            ScalarText.From(DateTime.SpecifyKind(_noon.DateTime, DateTimeKind.Local)), Does.Match(@"^2024-02-29T12:00:00[+-]\d\d:\d\d$"));
    }

    [TestCase(42)]
    [TestCase(3)]
    public void From_OfAnUndefinedEnum_IsAnError(int value) =>
        Assert.That(() => ScalarText.From((Trade)value), Throws.ArgumentException.With.Message.Contains("Trade"));

    [Test]
    public void Enum_InATrimmedProgram_IsAnError() =>
        Assert.That(() => EnumText.From(Trade.Jsapi, isTrimmed: true), Throws.ArgumentException.With.Message.Contains("trimmed"));

    [Test]
    public void From_OfANewtonsoftTokenThatIsNotAValue_NamesIt()
    {
        object[] tokens =
        [
            new JRaw("{}"), new JProperty("secret", 1), JValue.CreateComment("secret"), JValue.CreateUndefined(), new JConstructor("secret")
        ];

        foreach (var token in tokens)
        {
            Assert.That(
                () => ScalarText.From(token),
                Throws.ArgumentException.With.Message.Contains("Newtonsoft").And.Message.Not.Contains("secret"));
        }
    }

    private enum Trade
    {
        [JsonStringEnumMemberName("JSAPI")]
        Jsapi,

        [EnumMember(Value = "MINI_PROGRAM")]
        MiniProgram,
    }

    private static TestCaseData Case(string name, object? value, string? text) => new TestCaseData(value, text).SetArgDisplayNames(name);

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
