using System.Text.Json;
using System.Text.Json.Nodes;
using WeChatPay.Chain.UriTemplates;

namespace WeChatPay.Chain.Tests.UriTemplates;

/// <summary>The values of variables, and their encoding.</summary>
public partial class UriTemplateTests
{
    [TestCase("{v}", "a/b?c#d", "a%2Fb%3Fc%23d", TestName = "Expand_ReservedCharacters_CannotLeaveTheSegment")]
    [TestCase("{v}", "..%2F", "..%252F", TestName = "Expand_PercentInAValue_IsEncodedToo")]
    [TestCase("{v}", "o-1_2.3~4", "o-1_2.3~4", TestName = "Expand_UnreservedCharacters_AreKept")]
    [TestCase("{v}", "a b\\\"<>^`{|}", "a%20b%5C%22%3C%3E%5E%60%7B%7C%7D", TestName = "Expand_CharactersNoUriHolds_AreEncoded")]
    [TestCase("{v}", "支付", "%E6%94%AF%E4%BB%98", TestName = "Expand_Chinese_IsUtf8")]
    [TestCase("{v}", "😀", "%F0%9F%98%80", TestName = "Expand_Emoji_IsUtf8")]
    [TestCase(
        "{+v}", "/a?b=%E4%BB%98&c=%zz 支", "/a?b=%E4%BB%98&c=%25zz%20%E6%94%AF", TestName = "Expand_Reserved_KeepsWhatIsEncodedAlready")]
    [TestCase("{v:2}", "中文支付", "%E4%B8%AD%E6%96%87", TestName = "Expand_PrefixOfChinese_CountsCharactersNotOctets")]
    [TestCase("{v:2}", "😀😁x", "%F0%9F%98%80%F0%9F%98%81", TestName = "Expand_PrefixOfEmoji_CountsASurrogatePairOnce")]
    [TestCase("{v:3}", "😀😁", "%F0%9F%98%80%F0%9F%98%81", TestName = "Expand_PrefixLongerThanTheEmoji_TakesAll")]
    [TestCase("{v:3}", "a%20b", "a%252", TestName = "Expand_PrefixOfAPercentSign_CountsItAsItIs")]
    [TestCase("{+v:2}", "a%20b", "a%20", TestName = "Expand_ReservedPrefix_CountsATripletOnce")]
    [TestCase("{+v:1}", "%E4%B8%AD%E6%96%87", "%E4%B8%AD", TestName = "Expand_ReservedPrefix_NeverCutsEncodedUtf8")]
    [TestCase("{+v:2}", "%F0%9F%98%80%41%42", "%F0%9F%98%80%41", TestName = "Expand_ReservedPrefix_CountsEncodedEmojiOnce")]
    [TestCase("{+v:2}", "%%20x", "%25%20", TestName = "Expand_ReservedPrefix_CountsALonePercentOnce")]
    [TestCase("{+v:1}", "%80%80", "%80", TestName = "Expand_ReservedPrefixOfTripletsThatAreNoUtf8_CountsEach")]
    [TestCase("{?v}", "a&b=c", "?v=a%26b%3Dc", TestName = "Expand_QueryDelimiters_AreEncoded")]
    public void Expand_Text(string template, string value, string expected)
    {
        Assert.That(Expand(template, new { v = value }), Is.EqualTo(expected));
    }

    [TestCase("图片/{v}", "%E5%9B%BE%E7%89%87/1", TestName = "Expand_NonAsciiLiteral_IsEncoded")]
    [TestCase("a b\"<>^`|/{v}", "a%20b%22%3C%3E%5E%60%7C/1", TestName = "Expand_LiteralCharactersNoUriHolds_AreEncoded")]
    [TestCase("a%2fb%/%zz/{v}", "a%2fb%25/%25zz/1", TestName = "Expand_LiteralTriplets_AreKeptAndLonePercentsEncoded")]
    [TestCase(":/?#[]@!$&'()*+,;={v}", ":/?#[]@!$&'()*+,;=1", TestName = "Expand_ReservedLiteral_IsKept")]
    [TestCase("{v}{v}", "11", TestName = "Expand_NeighbouringExpressions_AreBothWritten")]
    [TestCase("{V}", "", TestName = "Expand_NameOfAnotherCase_IsUndefined")]
    public void Expand_Literal(string template, string expected)
    {
        Assert.That(Expand(template, new { v = 1 }), Is.EqualTo(expected));
    }

    private static IEnumerable<TestCaseData> SingleValues =>
    [
        new TestCaseData(true, "true").SetArgDisplayNames("Bool"),
        new TestCaseData(9007199254740993, "9007199254740993").SetArgDisplayNames("Long"),
        new TestCaseData(0.10m, "0.10").SetArgDisplayNames("Decimal"),
        new TestCaseData(DayOfWeek.Friday, "Friday").SetArgDisplayNames("Enum"),
        new TestCaseData(new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(8)), "2024-02-29T12%3A00%3A00%2B08%3A00")
            .SetArgDisplayNames("Time"),
        new TestCaseData(JsonElement.Parse("\"支\""), "%E6%94%AF").SetArgDisplayNames("JsonElement"),
        new TestCaseData(JsonValue.Create(1.50m), "1.50").SetArgDisplayNames("JsonNode"),
    ];

    [TestCaseSource(nameof(SingleValues))]
    public void Expand_OfASingleValue_IsItsText(object value, string expected)
    {
        Assert.That(Expand("/{v}", new { v = value }), Is.EqualTo("/" + expected));
    }

    private static IEnumerable<TestCaseData> Lists =>
    [
        new TestCaseData(new List<object?> { 1, null, "b c" }).SetArgDisplayNames("List"),
        new TestCaseData(new object?[] { 1, "b c" }.Where(_ => true)).SetArgDisplayNames("Enumerable"),
        new TestCaseData(new JsonArray(1, null, "b c")).SetArgDisplayNames("JsonArray"),
        new TestCaseData(JsonElement.Parse("""[1,null,"b c"]""")).SetArgDisplayNames("JsonElement"),
    ];

    [TestCaseSource(nameof(Lists))]
    public void Expand_OfAList_SkipsNullMembers(object list)
    {
        Assert.That(Expand("{v}{/v*}{?v}{&v*}", new { v = list }), Is.EqualTo("1,b%20c/1/b%20c?v=1,b%20c&v=1&v=b%20c"));
    }

    private static IEnumerable<TestCaseData> Maps =>
    [
        new TestCaseData(new { n = 1, none = (string?)null, 键 = "b c" }).SetArgDisplayNames("AnonymousObject"),
        new TestCaseData(new Dictionary<string, object?> { ["n"] = 1, ["none"] = null, ["键"] = "b c" }).SetArgDisplayNames("Dictionary"),
        new TestCaseData(new List<KeyValuePair<string, string?>> { new("n", "1"), new("none", null), new("键", "b c") })
            .SetArgDisplayNames("Pairs"),
        new TestCaseData(new JsonObject { ["n"] = 1, ["none"] = null, ["键"] = "b c" }).SetArgDisplayNames("JsonObject"),
        new TestCaseData(JsonElement.Parse("""{"n":1,"none":null,"键":"b c"}""")).SetArgDisplayNames("JsonElement"),
    ];

    [TestCaseSource(nameof(Maps))]
    public void Expand_OfAMap_SkipsNullMembers(object map)
    {
        Assert.That(Expand("{v}{?v*}", new { v = map }), Is.EqualTo("n,1,%E9%94%AE,b%20c?n=1&%E9%94%AE=b%20c"));
    }

    [TestCase("{?v*}", "?a%26b%3D=1", TestName = "Expand_NameWithDelimiters_CannotBecomeTwo")]
    [TestCase("{+v*}", "a&b==1", TestName = "Expand_NameInReservedExpansion_KeepsReservedCharacters")]
    public void Expand_NamesOfAMap(string template, string expected)
    {
        Assert.That(Expand(template, new { v = new Dictionary<string, int> { ["a&b="] = 1 } }), Is.EqualTo(expected));
    }

    [TestCase("{;v}", ";v", TestName = "Expand_EmptyPathParameter_HasNoEqualsSign")]
    [TestCase("{?v*}", "?v=", TestName = "Expand_EmptyTextExploded_IsAnEmptyValue")]
    [TestCase("x{/v}", "x/", TestName = "Expand_EmptySegment_LeavesItsSlash")]
    public void Expand_EmptyText(string template, string expected)
    {
        Assert.That(Expand(template, new { v = "" }), Is.EqualTo(expected));
    }

    [TestCase("{;v*}", ";a;b=1", TestName = "Expand_EmptyMemberOfPathParameters_HasNoEqualsSign")]
    [TestCase("{?v*}", "?a=&b=1", TestName = "Expand_EmptyMemberOfAQuery_KeepsItsEqualsSign")]
    [TestCase("{/v*}", "/a=/b=1", TestName = "Expand_EmptyMemberWithoutNames_KeepsItsEqualsSign")]
    [TestCase("{v}", "a,,b,1", TestName = "Expand_EmptyMemberJoined_IsEmpty")]
    public void Expand_EmptyMember(string template, string expected)
    {
        Assert.That(Expand(template, new { v = new { a = "", b = 1 } }), Is.EqualTo(expected));
    }

    private static IEnumerable<TestCaseData> UndefinedValues =>
    [
        new TestCaseData(null).SetArgDisplayNames("Null"),
        new TestCaseData(JsonElement.Parse("null")).SetArgDisplayNames("JsonNull"),
        new TestCaseData(new List<string>()).SetArgDisplayNames("EmptyList"),
        new TestCaseData(new List<string?> { null, null }).SetArgDisplayNames("ListOfNulls"),
        new TestCaseData(new { }).SetArgDisplayNames("EmptyObject"),
        new TestCaseData(new { a = (string?)null }).SetArgDisplayNames("ObjectOfNulls"),
    ];

    [TestCaseSource(nameof(UndefinedValues))]
    public void Expand_OfWhatIsUndefined_LeavesNoTrace(object? value)
    {
        Assert.That(Expand("x{v}{+v}{#v}{.v}{/v*}{;v}{?v*}{&v}", new { v = value }), Is.EqualTo("x"));
        Assert.That(Expand("x{/v*,w}{?v,w,v}", new { v = value, w = 1 }), Is.EqualTo("x/1?w=1"));
    }

    [Test]
    public void Expand_PercentEncodedName_IsLookedUpAndWrittenAsItStands()
    {
        var variables = new Dictionary<string, object?> { ["%E4%BB%98.x_1"] = 1 };

        Assert.That(Expand("{?%E4%BB%98.x_1}", variables), Is.EqualTo("?%E4%BB%98.x_1=1"));
    }

    private static IEnumerable<TestCaseData> UnfitValues =>
    [
        new TestCaseData("{v}", new object(), "System.Object").SetArgDisplayNames("Object"),
        new TestCaseData("{v}", Task.FromResult("secret"), "Task").SetArgDisplayNames("TaskNobodyAwaited"),
        new TestCaseData("{v}", new { list = new List<int> { 1 } }, "List").SetArgDisplayNames("ListInAMap"),
        new TestCaseData("{v}", new List<object> { new { a = 1 } }, "AnonymousType").SetArgDisplayNames("MapInAList"),
        new TestCaseData("{v}", new Dictionary<int, string> { [1] = "secret" }, "KeyValuePair").SetArgDisplayNames("MapWithNumbersAsKeys"),
        new TestCaseData("{?v:3}", new List<string> { "secret" }, "{?v:3}").SetArgDisplayNames("PrefixOfAList"),
        new TestCaseData("{v:3}", new { secret = "secret" }, "{v:3}").SetArgDisplayNames("PrefixOfAMap"),
        new TestCaseData("{v}", "secret\uD83D", "surrogate").SetArgDisplayNames("HalfOfAPair"),
        new TestCaseData("{+v}", "secret\uDE00", "surrogate").SetArgDisplayNames("OtherHalfOfAPair"),
        new TestCaseData("{?v*}", new Dictionary<string, int> { ["secret\uD83D"] = 1 }, "surrogate")
            .SetArgDisplayNames("HalfOfAPairInAName"),
    ];

    [TestCaseSource(nameof(UnfitValues))]
    public void Expand_OfWhatCannotBeWritten_NamesTheVariableAndHidesTheValue(string template, object value, string seen)
    {
        Assert.That(() => Expand(template, new { v = value }), Throws.ArgumentException
            .With.Message.Contains("variable 'v'")
            .And.Message.Contains(seen)
            .And.Message.Not.Contains("secret"));
    }

    [Test]
    public void Expand_WhenTheLookupThrows_PassesItOn()
    {
        var template = UriTemplate.Parse("{v}");

        Assert.That(() => template.Expand(_ => throw new KeyNotFoundException()), Throws.InstanceOf<KeyNotFoundException>());
    }
}
