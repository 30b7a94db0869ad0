using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.Requests;

/// <summary>Bodies in a trimmed program: the same as in an untrimmed one, or an error that says what works.</summary>
internal sealed partial class JsonBodyTests
{
    private static IEnumerable<TestCaseData> WrittenWithoutReflection =>
    [
        Case(
            "Dictionary",
            new Dictionary<string, object?> { ["a"] = 1, ["b"] = new Dictionary<string, int> { ["c"] = 2 }, ["d"] = null },
            """{"a":1,"b":{"c":2},"d":null}"""),
        Case("List", new List<object?> { 1, "x", null, new List<bool> { true } }, """[1,"x",null,[true]]"""),
        Case("Scalars", new object[]
        {
            1.10m, 0.1 + 0.2, long.MaxValue, 'c', _noon, new DateOnly(2024, 2, 29), Guid.Empty, new Uri("https://example.com/a"),
            TimeSpan.FromMinutes(5), "中😀<&>"
        },
            """[1.10,0.30000000000000004,9223372036854775807,"c","2024-02-29T12:00:00+08:00","2024-02-29","""
            + "\"00000000-0000-0000-0000-000000000000\",\"https://example.com/a\",\"00:05:00\",\"中😀<&>\"]"),
        Case("EmptyAnonymousObject", new { }, "{}"),
        Case("JsonNode", new JsonObject { ["a"] = 1.10m, ["b"] = new JsonArray(1, null) }, """{"a":1.10,"b":[1,null]}"""),
        Case("JsonElement", JsonElement.Parse("""{"a":[1.10]}"""), """{"a":[1.10]}"""),
        Case("Metadata", JsonValue.Create(new Snake("T1"), SnakeJson.Default.Snake)!, """{"out_trade_no":"T1"}"""),
        Case(
            "MetadataInADictionary",
            new Dictionary<string, object> { ["order"] = JsonValue.Create(new Snake("T1"), SnakeJson.Default.Snake)! },
            """{"order":{"out_trade_no":"T1"}}"""),
        Case("ResponseData", Data("""{"a":{"b":[1]}}"""), """{"a":{"b":[1]}}"""),
        Case("Newtonsoft", JObject.Parse("""{"a":[1]}"""), """{"a":[1]}"""),
        Case("Bytes", new Dictionary<string, byte[]> { ["a"] = "abc"u8.ToArray() }, """{"a":"YWJj"}"""),
    ];

    private static IEnumerable<TestCaseData> WithoutMetadata =>
    [
        Case("Record", new Snake("secret"), "Snake"),
        Case("Class", new WithNames(), "WithNames"),
        Case("Enum", DayOfWeek.Friday, "DayOfWeek"),
        Case("Task", Task.FromResult(1), "Task"),
        Case("Tuple", (1, 2), "ValueTuple"),
        Case("Anonymous", new { a = "secret" }, "anonymous object"),
        Case("Stripped", TrimmedType.CreateAnonymous(2, "a"), "anonymous object"),
        Case("StrippedOfAll", TrimmedType.CreateAnonymous(1), "anonymous object"),
    ];

    [TestCaseSource(nameof(WrittenWithoutReflection))]
    public void Write_InATrimmedProgram_WritesTheSameAsEver(object value, string expected)
    {
        Assert.That(Encoding.UTF8.GetString(JsonBody.Write(value, fields: null, isTrimmed: true)), Is.EqualTo(expected));
        Assert.That(Encoding.UTF8.GetString(JsonBody.Write(value)), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(WithoutMetadata))]
    public void Write_OfATypeWithoutMetadataInATrimmedProgram_PointsToWhatWorks(object value, string seen)
    {
        object[] places = [value, new Dictionary<string, object> { ["a"] = value }, new[] { value }];

        foreach (var place in places)
        {
            Assert.That(() => JsonBody.Write(place, fields: null, isTrimmed: true), Throws.ArgumentException
                .With.Property(nameof(ArgumentException.ParamName)).EqualTo("json")
                .And.Message.Contains(seen).IgnoreCase.And.Message.Contains("Pass").And.Message.Not.Contains("secret"));
        }
    }

    [Test]
    public void Write_OfAnAnonymousObjectThatLostProperties_IsAnErrorWhereTheLibraryWasNotTrimmed()
    {
        var stripped = TrimmedType.CreateAnonymous(2, "a");

        Assert.That(
            () => JsonBody.Write(stripped),
            Throws.ArgumentException.With.Message.Contains("JsonNode").And.Message.Contains("MyJson.Default.Order"));
        Assert.That(() => QueryString.Write(stripped), Throws.ArgumentException.With.Message.Contains("trimmed"));
        Assert.That(() => RequestOptions.From(stripped), Throws.ArgumentException.With.Message.Contains("trimmed"));
        Assert.That(() => HeaderOptions.Read(stripped).ToList(), Throws.ArgumentException.With.Message.Contains("trimmed"));
        Assert.That(() => Fields.From(stripped, "xml").ToList(), Throws.ArgumentException.With.Message.Contains("trimmed"));
    }

    [Test]
    public void Write_OfACycleInATrimmedProgram_IsAnError() =>
        Assert.That(
            () => JsonBody.Write(Cycle(), fields: null, isTrimmed: true),
            Throws.ArgumentException.With.Message.Contains("contains itself"));

    [Test]
    public void Members_OfATypeOfTheCallersInATrimmedProgram_AreAnError()
    {
        Assert.That(
            () => ObjectMembers.Read(new Snake("secret"), isTrimmed: true),
            Throws.ArgumentException.With.Message.Contains("trimmed").And.Message.Not.Contains("secret"));
        Assert.That(
            () => ObjectMembers.Read(new { a = "secret" }, isTrimmed: true),
            Throws.ArgumentException.With.Message.Contains("trimmed").And.Message.Not.Contains("secret"));
        Assert.That(ObjectMembers.Read(new { }, isTrimmed: true), Is.Empty);
    }

    [Test]
    public void ThisProgram_IsNotTrimmed() => Assert.That(TrimmedProgram.IsRunning, Is.False);
}
