using System.Collections.Specialized;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Responses;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed class QueryStringTests
{
    private static readonly DateTimeOffset _noon = new(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(8));

    private static IEnumerable<TestCaseData> Values =>
    [
        Case("InTheOrderGiven", new { b = 1, a = 2 }, "b=1&a=2"),
        Case("Dictionary", new Dictionary<string, int> { ["b"] = 1, ["a"] = 2 }, "b=1&a=2"),
        Case("OwnType", new Bill("2024-02-29", "ALL"), "bill_date=2024-02-29&bill_type=ALL"),
        Case("JsonObject", new JsonObject { ["a"] = 1, ["b"] = "x y" }, "a=1&b=x%20y"),
        Case("Empty", new { }, ""),
        Case("Truth", new { yes = true, no = false }, "yes=1&no=0"),
        Case("TruthInAList", new { a = new List<bool> { true, false } }, "a%5B0%5D=1&a%5B1%5D=0"),
        Case("TruthInJson", JsonElement.Parse("""{"yes":true,"no":false}"""), "yes=1&no=0"),
        Case("TruthInAJsonNode", new JsonObject { ["yes"] = true, ["no"] = false }, "yes=1&no=0"),
        Case("NullLeftOut", new { a = (string?)null, b = 1, c = (int?)null }, "b=1"),
        Case("JsonNullLeftOut", JsonElement.Parse("""{"a":null,"b":1}"""), "b=1"),
        Case("OnlyNull", new { a = (string?)null }, ""),
        Case("EmptyTextKept", new { a = "", b = " " }, "a=&b=%20"),
        Case("List", new { a = new List<int> { 1, 2 } }, "a%5B0%5D=1&a%5B1%5D=2"),
        Case("ListWithNull", new { a = new List<int?> { 1, null, 3 } }, "a%5B0%5D=1&a%5B2%5D=3"),
        Case("EmptyList", new { a = new List<int>(), b = 1 }, "b=1"),
        Case("Map", new { a = new { k = 1, l = 2 } }, "a%5Bk%5D=1&a%5Bl%5D=2"),
        Case("MapInAList", new { a = new object[] { new { k = 1 }, new { k = 2 } } }, "a%5B0%5D%5Bk%5D=1&a%5B1%5D%5Bk%5D=2"),
        Case("ListInAMap", new { a = new { k = new List<string> { "x", "y" } } }, "a%5Bk%5D%5B0%5D=x&a%5Bk%5D%5B1%5D=y"),
        Case("JsonArray", JsonElement.Parse("""{"a":[1,{"k":"x"}]}"""), "a%5B0%5D=1&a%5B1%5D%5Bk%5D=x"),
        Case(
            "NamesEncoded",
            new Dictionary<string, int> { ["a&b=c d"] = 1, ["中"] = 2, ["x[0]"] = 3 },
            "a%26b%3Dc%20d=1&%E4%B8%AD=2&x%5B0%5D=3"),
        Case("NamesInAMapEncoded", new { a = new Dictionary<string, int> { ["]&b="] = 1 } }, "a%5B%5D%26b%3D%5D=1"),
        Case("Reserved", new { a = ":/?#[]@!$&'()*+,;=" }, "a=%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D"),
        Case("Unreserved", new { a = "az-._~09" }, "a=az-._~09"),
        Case("SpaceAndPercent", new { a = "a b%20" }, "a=a%20b%2520"),
        Case("ChineseAndEmoji", new { a = "中😀" }, "a=%E4%B8%AD%F0%9F%98%80"),
        Case("LineBreak", new { a = "x\r\nHost: evil" }, "a=x%0D%0AHost%3A%20evil"),
        Case("Time", new { a = _noon }, "a=2024-02-29T12%3A00%3A00%2B08%3A00"),
        Case("Date", new { a = new DateOnly(2024, 2, 29) }, "a=2024-02-29"),
        Case("Numbers", new { a = long.MaxValue, b = 1.10m, c = 0.1 + 0.2 }, "a=9223372036854775807&b=1.10&c=0.30000000000000004"),
        Case("Enum", new { a = DayOfWeek.Friday }, "a=Friday"),
        Case(
            "NewtonsoftObject",
            JObject.Parse("""{"yes":true,"n":null,"s":"x y","l":[1,{"k":false}]}"""),
            "yes=1&s=x%20y&l%5B0%5D=1&l%5B1%5D%5Bk%5D=0"),
        Case("NewtonsoftNested", new { a = JObject.Parse("""{"k":1}""") }, "a%5Bk%5D=1"),
        Case("ResponseData", Data("""{"yes":true,"n":null,"l":[1.10,{"k":"x"}]}"""), "yes=1&l%5B0%5D=1.10&l%5B1%5D%5Bk%5D=x"),
        Case("ResponseDataNested", new { a = Data("[1,2]"), b = Data("""{"k":1}""") }, "a%5B0%5D=1&a%5B1%5D=2&b%5Bk%5D=1"),
        Case("JsonDocument", JsonDocument.Parse("""{"a":1}"""), "a=1"),
        Case("Fields", new Ticket { bill_date = "2024-02-29" }, "bill_date=2024-02-29"),
    ];

    private static IEnumerable<TestCaseData> Nameless =>
    [
        Case("Number", 1, "Int32"),
        Case("List", new List<int> { 1 }, "List"),
        Case("Truth", true, "Boolean"),
        Case("JsonArray", JsonElement.Parse("[1]"), "JsonElement"),
        Case("Stream", Stream.Null, "Stream"),
        Case("Tuple", (a: 1, b: 2), "ValueTuple"),
        Case("Names", new NameValueCollection { ["a"] = "1" }, "NameValueCollection"),
        Case("Task", Task.FromResult(new { a = 1 }), "Task<anonymous object>"),
    ];

    private static IEnumerable<object> Unfit =>
    [
        new DateTime(2024, 2, 29), double.NaN, float.PositiveInfinity, (DayOfWeek)42, nint.Zero, "secret"u8.ToArray(),
        default(ValueTask<string>), new HttpResponseMessage(), new Action(() => { }), typeof(string),
        new InvalidOperationException("secret"), ("secret", 1), new StringBuilder("secret"), new NameValueCollection { ["a"] = "secret" },
        new JRaw("secret"), new JProperty("a", "secret"), new Lazy<string>("secret"), DBNull.Value,
    ];

    [TestCaseSource(nameof(Values))]
    public void Write_OfAnObject_FollowsTheTable(object query, string expected)
    {
        Assert.That(QueryString.Write(query), Is.EqualTo(expected));
    }

    [TestCase("a=1&b=2", ExpectedResult = "a=1&b=2", TestName = "Write_ReadyString_IsKept")]
    [TestCase("?a=1", ExpectedResult = "a=1", TestName = "Write_ReadyStringWithAQuestionMark_LosesIt")]
    [TestCase("a=%E4%B8%AD%2f", ExpectedResult = "a=%E4%B8%AD%2f", TestName = "Write_ReadyTriplets_AreNotEncodedAgain")]
    [TestCase("a=中 b", ExpectedResult = "a=%E4%B8%AD%20b", TestName = "Write_ReadyStringWithUnsafeCharacters_IsEncoded")]
    [TestCase("a=1+2/3?:@!$'()*,;", ExpectedResult = "a=1+2/3?:@!$'()*,;", TestName = "Write_ReadyDelimiters_AreKept")]
    [TestCase("a=100%", ExpectedResult = "a=100%25", TestName = "Write_ReadyLonePercent_IsEncoded")]
    [TestCase("a=1#b", ExpectedResult = "a=1%23b", TestName = "Write_ReadyHash_BeginsNoFragment")]
    [TestCase("a=1\r\nHost: evil", ExpectedResult = "a=1%0D%0AHost:%20evil", TestName = "Write_ReadyLineBreak_InjectsNothing")]
    [TestCase("a=\0", ExpectedResult = "a=%00", TestName = "Write_ReadyControlCharacter_IsEncoded")]
    [TestCase("", ExpectedResult = "", TestName = "Write_EmptyString_IsEmpty")]
    [TestCase("?", ExpectedResult = "", TestName = "Write_QuestionMarkAlone_IsEmpty")]
    public string Write_OfAString(string query) => QueryString.Write(query);

    [TestCaseSource(nameof(Nameless))]
    public void Write_OfWhatHasNoNames_SaysWhatIsExpected(object query, string seen)
    {
        Assert.That(() => QueryString.Write(query), Throws.ArgumentException
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo("query")
            .And.Message.Contains("'query'")
            .And.Message.Contains(seen)
            .And.Message.Contains("a dictionary or a string"));
    }

    [Test]
    public void Write_OfAValueThatHasNoText_NamesItsType()
    {
        Assert.That(() => QueryString.Write(new { a = Task.FromResult("secret") }), Throws.ArgumentException
            .With.Message.Contains("'query'").And.Message.Contains("Task").And.Message.Not.Contains("secret"));
    }

    [TestCaseSource(nameof(Unfit))]
    public void Write_OfAValueThatHasNoTextForTheWire_NamesTheOption(object value)
    {
        Assert.That(() => QueryString.Write(new { deep = new { a = value } }), Throws.ArgumentException
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo("query").And.Message.Not.Contains("secret"));
    }

    [Test]
    public void Write_OfHalfACharacter_IsRejected()
    {
        Assert.That(() => QueryString.Write(new { a = "x\uD83D" }), Throws.ArgumentException.With.Message.Contains("'query'"));
        Assert.That(
            () => QueryString.Write(new Dictionary<string, int> { ["\uDE00"] = 1 }),
            Throws.ArgumentException.With.Message.Contains("'query'"));
        Assert.That(() => QueryString.Write("a=\uD83D"), Throws.ArgumentException.With.Message.Contains("'query'"));
    }

    [Test]
    public void Write_OfWhatContainsItself_IsRejected()
    {
        var cycle = new Dictionary<string, object>();
        cycle["self"] = new object[] { cycle };

        Assert.That(() => QueryString.Write(cycle), Throws.ArgumentException.With.Message.Contains("contains itself"));
    }

    [Test]
    [SetCulture("de-DE")]
    public void Write_InACultureWithAComma_WritesAPoint()
    {
        Assert.That(QueryString.Write(new { a = 1.5, b = 1.5m }), Is.EqualTo("a=1.5&b=1.5"));
    }

    private static TestCaseData Case(string name, object query, string expected) =>
        new TestCaseData(query, expected).SetArgDisplayNames(name);

    private sealed record Bill(string bill_date, string bill_type);

    private static ResponseNode Data(string json) => ResponseNode.Create(JsonElement.Parse(json));

    private sealed class Ticket
    {
        public string bill_date = "";
    }
}
