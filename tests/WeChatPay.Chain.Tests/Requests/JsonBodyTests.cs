using System.Globalization;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed partial class JsonBodyTests
{
    private static readonly DateTimeOffset _noon = new(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(8));

    private static IEnumerable<TestCaseData> Values =>
    [
        Case("Compact", new { a = 1, b = new List<int> { 1, 2 }, c = new { d = "e f" } }, """{"a":1,"b":[1,2],"c":{"d":"e f"}}"""),
        Case(
            "NamesAsWritten",
            new { out_trade_no = 1, outTradeNo = 2, SubMchId = 3, OUT = 4, 中文 = 5 },
            """{"out_trade_no":1,"outTradeNo":2,"SubMchId":3,"OUT":4,"中文":5}"""),
        Case(
            "KeysOfADictionaryAsWritten",
            new Dictionary<string, object?> { ["a-b C"] = 1, ["A-B c"] = 2, ["键"] = null },
            """{"a-b C":1,"A-B c":2,"键":null}"""),
        Case("NullKept", new { a = (string?)null, b = (int?)null }, """{"a":null,"b":null}"""),
        Case("Chinese", new { description = "测试商品：（中文）" }, """{"description":"测试商品：（中文）"}"""),
        Case("OtherScripts", new { a = "é ü ñ Ж 한 €" }, """{"a":"é ü ñ Ж 한 €"}"""),
        Case(
            "OutsideTheBasicPlane",
            new { name = "𠮷野家", list = new { note = "a😀\"\\\n中" } },
            """{"name":"𠮷野家","list":{"note":"a😀\"\\\n中"}}"""),
        Case("MarkupUnescaped", new { a = "<a href='x'>&+`</a>/" }, """{"a":"<a href='x'>&+`</a>/"}"""),
        Case("QuotesAndBackslash", new { a = "\"\\" }, """{"a":"\"\\"}"""),
        Case("ControlCharacters", new { a = "\r\n\t\u0001" }, """{"a":"\r\n\t\u0001"}"""),
        Case("Enum", new { a = DayOfWeek.Friday, b = (DayOfWeek?)null }, """{"a":"Friday","b":null}"""),
        Case("EnumWithItsOwnName", new { a = Trade.Jsapi }, """{"a":"JSAPI"}"""),
        Case("EnumWithAMember", new { a = Trade.MiniProgram }, """{"a":"MINI_PROGRAM"}"""),
        Case("EnumAsKey", new Dictionary<DayOfWeek, int> { [DayOfWeek.Friday] = 1 }, """{"Friday":1}"""),
        Case("Time", new { a = _noon }, """{"a":"2024-02-29T12:00:00+08:00"}"""),
        Case("TimeInUtc", new { a = _noon.ToUniversalTime() }, """{"a":"2024-02-29T04:00:00+00:00"}"""),
        Case("TimeWestOfGreenwich", new { a = _noon.ToOffset(TimeSpan.FromHours(-3.5)) }, """{"a":"2024-02-29T00:30:00-03:30"}"""),
        Case("TimeWithFraction", new { a = _noon.AddMilliseconds(120) }, """{"a":"2024-02-29T12:00:00.12+08:00"}"""),
        Case(
            "NullableTime",
            new { a = (DateTimeOffset?)_noon, b = (DateTimeOffset?)null },
            """{"a":"2024-02-29T12:00:00+08:00","b":null}"""),
        Case("TimeAsKey", new Dictionary<DateTimeOffset, int> { [_noon] = 1 }, """{"2024-02-29T12:00:00+08:00":1}"""),
        Case("UtcDateTime", new { a = _noon.UtcDateTime }, """{"a":"2024-02-29T04:00:00Z"}"""),
        Case(
            "Long",
            new { a = long.MaxValue, b = long.MinValue, c = ulong.MaxValue },
            """{"a":9223372036854775807,"b":-9223372036854775808,"c":18446744073709551615}"""),
        Case(
            "Decimal",
            new { a = 1.10m, b = 79228162514264337593543950335m, c = 0.0000000000000000000000000001m },
            """{"a":1.10,"b":79228162514264337593543950335,"c":0.0000000000000000000000000001}"""),
        Case("Double", new { a = 0.1 + 0.2, b = 1.0, c = -0.5 }, """{"a":0.30000000000000004,"b":1,"c":-0.5}"""),
        Case("Truth", new { a = true, b = false }, """{"a":true,"b":false}"""),
        Case("Empty", new { }, "{}"),
        Case("List", new object?[] { 1, "a", null, new { b = 2 } }, """[1,"a",null,{"b":2}]"""),
        Case("Number", 42, "42"),
        Case("JsonElement", JsonElement.Parse("""{ "a" : 1.10, "b":null }"""), """{"a":1.10,"b":null}"""),
        Case("JsonNode", new JsonObject { ["a"] = 1.10m, ["中"] = null }, """{"a":1.10,"中":null}"""),
        Case("NamesFromAttributes", new Order("T1"), """{"out_trade_no":"T1"}"""),
        Case("Polymorphic", new object[] { new Order("T1") }, """[{"out_trade_no":"T1"}]"""),
    ];

    private static IEnumerable<TestCaseData> Unwritable =>
    [
        Case("NaN", new { a = double.NaN }, "number values"),
        Case("Infinity", new { a = double.PositiveInfinity }, "Infinity"),
        Case("FloatNaN", new { a = new { b = float.NaN } }, "number values"),
        Case("Cycle", Cycle(), "cycle"),
        Case("Delegate", new { a = new Action(() => { }) }, "Action"),
        Case("Pointer", new { a = nint.Zero }, "IntPtr"),
        Case("Type", new { a = typeof(string) }, "Type"),
        Case("HighSurrogateAlone", new { a = "x\uD83D" }, "surrogate"),
        Case("LowSurrogateAlone", new { a = "\uDE00x" }, "surrogate"),
        Case("SurrogateInAName", new Dictionary<string, int> { ["\uD83D"] = 1 }, "surrogate"),
    ];

    [TestCaseSource(nameof(Values))]
    public void Write_OfAValue_IsCompactJson(object value, string expected)
    {
        Assert.That(Encoding.UTF8.GetString(JsonBody.Write(value)), Is.EqualTo(expected));
    }

    [TestCase("😀", TestName = "Write_Emoji_ReadsBack")]
    [TestCase("𠮷野家", TestName = "Write_ChineseOutsideTheBasicPlane_ReadsBack")]
    [TestCase("\u2028\u2029\uFEFF\u200B\uE000\uFFFD", TestName = "Write_Invisible_ReadsBack")]
    public void Write_OfText(string text)
    {
        var json = JsonElement.Parse(JsonBody.Write(new { a = text }));

        Assert.That(json.GetProperty("a").GetString(), Is.EqualTo(text));
    }

    [Test]
    public void Write_OfAnything_HasNoByteOrderMark()
    {
        Assert.That(JsonBody.Write(new { a = "中" }), Is.EqualTo("{\"a\":\"中\"}"u8.ToArray()));
    }

    [TestCaseSource(nameof(Unwritable))]
    public void Write_OfWhatIsNotAJson_NamesTheOptionAndTheReason(object value, string reason)
    {
        Assert.That(() => JsonBody.Write(value), Throws.ArgumentException
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo("json")
            .And.Message.Contains("'json'")
            .And.Message.Contains(reason).IgnoreCase);
    }

    [Test]
    public void Write_NestedTooDeep_IsRejected()
    {
        object value = 1;
        for (var i = 0; i < 100; i++)
        {
            value = new[] { value };
        }

        Assert.That(() => JsonBody.Write(value), Throws.ArgumentException.With.Message.Contains("'json'"));
    }

    [Test]
    [SetCulture("de-DE")]
    public void Write_InACultureWithAComma_WritesAPoint()
    {
        Assert.That(CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator, Is.EqualTo(","), "the culture under test is not there");
        Assert.That(
            Encoding.UTF8.GetString(JsonBody.Write(new { a = 1.5m, b = 1.5, c = _noon })),
            Is.EqualTo("""{"a":1.5,"b":1.5,"c":"2024-02-29T12:00:00+08:00"}"""));
    }

    private static Dictionary<string, object> Cycle()
    {
        var cycle = new Dictionary<string, object>();
        cycle["self"] = cycle;
        return cycle;
    }

    private static TestCaseData Case(string name, object value, string expected) =>
        new TestCaseData(value, expected).SetArgDisplayNames(name);

    private enum Trade
    {
        [JsonStringEnumMemberName("JSAPI")]
        Jsapi,

        [EnumMember(Value = "MINI_PROGRAM")]
        MiniProgram,
    }

    private sealed record Order([property: JsonPropertyName("out_trade_no")] string OutTradeNo);
}
