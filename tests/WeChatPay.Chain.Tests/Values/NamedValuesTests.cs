using System.Collections;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.Values;

public partial class NamedValuesTests
{
    private static IEnumerable<TestCaseData> TwoNames =>
    [
        Case("AnonymousObject", new { b = "1", a = "2" }),
        Case("DictionaryOfObjects", new Dictionary<string, object?> { ["b"] = "1", ["a"] = "2" }),
        Case("DictionaryOfStrings", new Dictionary<string, string> { ["b"] = "1", ["a"] = "2" }),
        Case("DictionaryOfNumbers", new Dictionary<string, int> { ["b"] = 1, ["a"] = 2 }),
        Case("ReadOnlyDictionary", new ReadOnlyDictionary<string, long>(new Dictionary<string, long> { ["b"] = 1, ["a"] = 2 })),
        Case("ImmutableArrayOfPairs", ImmutableArray.Create(KeyValuePair.Create("b", 1), KeyValuePair.Create("a", 2))),
        Case("ListOfPairs", new List<KeyValuePair<string, string>> { new("b", "1"), new("a", "2") }),
        Case("ListDictionary", new System.Collections.Specialized.ListDictionary { ["b"] = "1", ["a"] = "2" }),
        Case("ExpandoObject", Expando()),
        Case("JsonObject", new JsonObject { ["b"] = "1", ["a"] = 2 }),
        Case("JsonElement", JsonElement.Parse("""{"b":"1","a":2}""")),
        Case("JsonDocument", JsonDocument.Parse("""{"b":"1","a":2}""")),
        Case("NewtonsoftObject", JObject.Parse("""{"b":"1","a":2}""")),
        Case("ResponseData", ResponseNode.Create(JsonElement.Parse("""{"b":"1","a":2}"""))),
    ];

    private static IEnumerable<TestCaseData> Nameless =>
    [
        Case("String", "b=1"),
        Case("Number", 1),
        Case("List", new List<string> { "b", "a" }),
        Case("DictionaryWithNumbersAsKeys", new Dictionary<int, string> { [1] = "1" }),
        Case("HashtableWithMixedKeys", new Hashtable { ["b"] = "1", [1] = "2" }),
        Case("JsonArray", new JsonArray("b")),
        Case("JsonArrayElement", JsonElement.Parse("[1]")),
        Case("JsonValue", JsonValue.Create("b")),
        Case("Task", Task.FromResult("b")),
        Case("Stream", Stream.Null),
        Case("Tuple", (b: "1", a: "2")),
    ];

    [TestCaseSource(nameof(TwoNames))]
    public void TryRead_OfAValueWithNames_KeepsOrderAndValues(object value)
    {
        var pairs = NamedValues.TryRead(value)!.Select(pair => $"{pair.Key}={ScalarText.From(pair.Value)}");

        Assert.That(string.Join('&', pairs), Is.EqualTo("b=1&a=2"));
    }

    [TestCaseSource(nameof(Nameless))]
    public void TryRead_OfAValueWithoutNames_IsNull(object value)
    {
        Assert.That(NamedValues.TryRead(value), Is.Null);
    }

    [Test]
    public void TryRead_OfAnEmptyAnonymousObject_HasNoPairs()
    {
        Assert.That(NamedValues.TryRead(new { }), Is.Not.Null.And.Empty);
    }

    [Test]
    public void TryRead_OfNullMembers_KeepsThem()
    {
        var pairs = NamedValues.TryRead(new { a = (string?)null, b = "1" })!;

        Assert.That(pairs.First(), Is.EqualTo(KeyValuePair.Create("a", (object?)null)));
    }

    private static ExpandoObject Expando()
    {
        dynamic expando = new ExpandoObject();
        expando.b = "1";
        expando.a = "2";
        return expando;
    }

    private static TestCaseData Case(string name, object value) => new TestCaseData(value).SetArgDisplayNames(name);
}
