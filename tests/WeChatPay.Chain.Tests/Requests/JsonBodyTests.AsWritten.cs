using System.Collections.Specialized;
using System.Data;
using System.Dynamic;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Newtonsoft.Json.Linq;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Requests;

/// <summary>Values that the serializer would change: they are written correctly, or rejected.</summary>
internal sealed partial class JsonBodyTests
{
    private static IEnumerable<TestCaseData> Right =>
    [
        Case(
            "NewtonsoftObject",
            JObject.Parse("""{"a":{"b":[1,"x",true,null,{"c":[]}]},"中":"😀"}"""),
            """{"a":{"b":[1,"x",true,null,{"c":[]}]},"中":"😀"}"""),
        Case(
            "NewtonsoftNested",
            new { amount = JObject.Parse("""{"total":1}"""), list = JArray.Parse("[1,[2]]"), value = new JValue("x") },
            """{"amount":{"total":1},"list":[1,[2]],"value":"x"}"""),
        Case("NewtonsoftInADictionary", new Dictionary<string, JToken?> { ["a"] = 1, ["b"] = null }, """{"a":1,"b":null}"""),
        Case("NewtonsoftInAListInAClass", new Holder(JObject.Parse("""{"x":[{}]}""")), """{"Value":{"x":[{}]}}"""),
        Case("NewtonsoftDecimal", new JObject { ["a"] = 1.10m }, """{"a":1.10}"""),
        Case("NewtonsoftBigInteger", new JObject { ["a"] = new JValue(BigInteger.Pow(10, 30)) }, $$"""{"a":1{{new string('0', 30)}}}"""),
        Case("NewtonsoftTime", new JObject { ["a"] = _noon }, """{"a":"2024-02-29T12:00:00+08:00"}"""),
        Case("NewtonsoftFromAnObject", JObject.FromObject(new WithIgnored()), """{"kept":1}"""),
        Case("NewtonsoftName", new WithNames(), """{"out_trade_no":"T1","total_fee":2,"trade_type":"Friday","Plain":3}"""),
        Case("OwnNameWins", new WithBothNames(), """{"mine":1}"""),
        Case("DataMemberName", new WithDataMember(), """{"out_trade_no":"T1"}"""),
        Case("DataContract", new WithDataContract(), """{"out_trade_no":"T1"}"""),
        Case("IgnoreDataMember", new WithIgnoredDataMember(), """{"kept":1}"""),
        Case(
            "DerivedAsWhatItIs",
            new { as_object = (object)new Card(), list = new List<object> { new Card() } },
            """{"as_object":{"number":"1","kind":"k"},"list":[{"number":"1","kind":"k"}]}"""),
        Case("DerivedThatAddsNothing", new { means = (Means)new Cash() }, """{"means":{"kind":"k"}}"""),
        Case("DerivedByAttribute", new { means = (NamedMeans)new NamedCard() }, """{"means":{"type":"card","number":"1","kind":"k"}}"""),
        Case("BigInteger", new { a = BigInteger.Pow(10, 30), b = (BigInteger?)null }, $$"""{"a":1{{new string('0', 30)}},"b":null}"""),
        Case("Int128", new { a = Int128.MaxValue, b = (Half)1.5 }, """{"a":170141183460469231731687303715884105727,"b":1.5}"""),
        Case("DecimalWithZeros", new { a = 1.0m, b = 100m, c = 0.00m, d = -1.500m }, """{"a":1.0,"b":100,"c":0.00,"d":-1.500}"""),
        Case("Fields", new WithFields { total = 1 }, """{"total":1}"""),
        Case("EmptyObject", new object(), "{}"),
        Case("Lazy", Enumerable.Range(1, 3).Select(i => new { i }), """[{"i":1},{"i":2},{"i":3}]"""),
        Case("ResponseData", Data("""{ "a": 1.10, "b": [ { "c": null } ], "中": "😀" }"""), """{"a":1.10,"b":[{"c":null}],"中":"😀"}"""),
        Case(
            "ResponseDataNested",
            new { amount = Data("""{"total":1.0,"n":1e2}"""), list = Data("[1,[]]") },
            """{"amount":{"total":1.0,"n":1e2},"list":[1,[]]}"""),
        Case("ResponseDataInALIst", new List<object> { Data("""{"a":1}"""), Data("[]") }, """[{"a":1},[]]"""),
        Case("JsonDocument", JsonDocument.Parse("""{"a":1.10}"""), """{"a":1.10}"""),
        Case("JsonDocumentNested", new { a = JsonDocument.Parse("[1]") }, """{"a":[1]}"""),
        Case("JsonNodeOfAnEnum", new JsonObject { ["a"] = JsonValue.Create(Trade.Jsapi) }, """{"a":"JSAPI"}"""),
        Case(
            "JsonNodeWithMetadata",
            new JsonObject { ["order"] = JsonValue.Create(new Snake("T1"), SnakeJson.Default.Snake) },
            """{"order":{"out_trade_no":"T1"}}"""),
        Case("JsonValueWithMetadata", JsonValue.Create(new Snake("T1"), SnakeJson.Default.Snake)!, """{"out_trade_no":"T1"}"""),
        Case(
            "JsonNodeDeserialized",
            JsonSerializer.Deserialize<JsonNode>("""{"a":[1.10,"x",true,null]}""")!,
            """{"a":[1.10,"x",true,null]}"""),
        Case("OwnConverterOfAType", new { a = new Points(5) }, """{"a":"5 points"}"""),
        Case("OwnConverterOfAnEnum", new { a = Level.High }, """{"a":1}"""),
        Case(
            "NullOfAnUnfitType",
            new { a = (Task?)null, b = (Stream?)null, c = (NameValueCollection?)null, d = (JObject?)null },
            """{"a":null,"b":null,"c":null,"d":null}"""),
        Case("Bytes", new { a = "abc"u8.ToArray() }, """{"a":"YWJj"}"""),
        Case(
            "LocalTime",
            new { a = DateTime.SpecifyKind(_noon.DateTime, DateTimeKind.Utc), b = new DateOnly(2024, 2, 29), c = TimeSpan.FromMinutes(5) },
            """{"a":"2024-02-29T12:00:00Z","b":"2024-02-29","c":"00:05:00"}"""),
    ];

    private static IEnumerable<TestCaseData> Unfit =>
    [
        Case("Task", Task.FromResult(new { total = 1 }), "Task<anonymous object> was not awaited"),
        Case("ValueTask", default(ValueTask<int>), "was not awaited"),
        Case("OwnAwaitable", new Awaitable(), "was not awaited"),
        Case("ConfiguredTask", Task.FromResult(1).ConfigureAwait(false), "was not awaited"),
        Case("Response", new WeChatPayResponse(new HttpResponseMessage(), []), "WeChatPayResponse is not data"),
        Case("HttpResponse", new HttpResponseMessage(), "HttpResponseMessage is not data"),
        Case("HttpContent", new StringContent("{}"), "not data"),
        Case("MediaUpload", new MediaUpload([1], "a.png"), "not data"),
        Case("Chain", new FakePlatform().CreateClient().Chain("v3"), "not data"),
        Case("RequestOptions", new RequestOptions(), "not data"),
        Case("Stream", new MemoryStream([1]), "MemoryStream is not data"),
        Case("StringBuilder", new StringBuilder("{}"), "StringBuilder is not data"),
        Case("Exception", new InvalidOperationException("x"), "not data"),
        Case("OwnException", new OwnException(), "not data"),
        Case("ValueTuple", (total: 1, currency: "CNY"), "ValueTuple"),
        Case("Tuple", Tuple.Create(1), "not data"),
        Case("Pair", KeyValuePair.Create("a", 1), "not data"),
        Case("Lazy", new Lazy<int>(1), "not data"),
        Case("DBNull", DBNull.Value, "not data"),
        Case("Culture", CultureInfo.InvariantCulture, "not data"),
        Case("Names", new NameValueCollection { ["a"] = "1" }, "NameValueCollection"),
        Case("DataTable", new DataTable(), "DataTable"),
        Case("XmlDocument", new System.Xml.XmlDocument(), "XmlDocument"),
        Case("OwnDynamic", new OwnDynamic(), "not data"),
        Case("Bare", new Bare(), "no public property or field"),
        Case("AsyncSequence", Later(), "async"),
        Case("Raw", new JRaw("{\"a\":1}"), "JRaw"),
        Case("Property", new JProperty("a", 1), "JProperty"),
        Case("Comment", JValue.CreateComment("x"), "Comment"),
        Case("NewtonsoftNaN", new JValue(double.NaN), "not a finite number"),
        Case("NewtonsoftTimeWithoutOffset", new JValue(new DateTime(2024, 2, 29)), "DateTimeOffset"),
        Case("NewtonsoftHalfACharacter", new JValue("x\uD83D"), "surrogate"),
        Case("NewtonsoftIgnore", new WithIgnored(), "[JsonIgnore]"),
        Case("NewtonsoftNullHandling", new WithNullHandling(), "[JsonProperty]"),
        Case("NewtonsoftConverter", new WithConverter(), "[JsonConverter]"),
        Case("NewtonsoftOptIn", new OptIn(), "[JsonObject]"),
        Case("DerivedAsItsBase", new { means = (Means)new Card() }, "Card is declared as Means, and would lose 'number'"),
        Case("DerivedAsAnInterface", new { means = (IMeans)new Card() }, "declared as IMeans"),
        Case("StructAsAnInterface", new { means = (IMeans)new Coin("k", 1) }, "lose 'size'"),
        Case("DerivedInAListOfItsBase", new List<Means> { new Cash(), new Card() }, "lose 'number'"),
        Case("DerivedInADictionaryOfItsBase", new Dictionary<string, Means> { ["a"] = new Card() }, "lose 'number'"),
        Case("Lookup", Enumerable.Range(1, 2).ToLookup(i => i % 2), "cannot be written completely as a list"),
        Case("Groups", Enumerable.Range(1, 2).GroupBy(i => i % 2).ToList(), "cannot be written completely as a list"),
        Case("JsonNodeOfATask", JsonValue.Create(Task.FromResult(1))!, "Task<Int32> is not data"),
        Case("JsonNodeOfAResponse", JsonValue.Create(new HttpResponseMessage())!, "HttpResponseMessage is not data"),
        Case("TimeWithoutOffset", new DateTime(2024, 2, 29), "DateTimeOffset"),
        Case("JsonNodeOfATimeWithoutOffset", JsonValue.Create(new DateTime(2024, 2, 29)), "DateTimeOffset"),
        Case("UndefinedEnum", (Trade)42, "not a member"),
        Case("JsonNodeOfHalfACharacter", JsonValue.Create("x\uD83D"), "surrogate"),
        Case("HalfACharacterAsAChar", '\uD83D', "surrogate"),
        Case("JsonElementOfHalfACharacter", JsonElement.Parse("""{"a":"x\ud83d"}"""), "surrogate"),
        Case("UndefinedElement", default(JsonElement), "undefined"),
        Case("EmptyBody", Data(""), "undefined"),
        Case("HalfFinite", Half.NaN, "cannot be written"),
    ];

    [Test]
    public void Write_OfANewtonsoftTokenInAJsonValue_IsTheToken() =>
        Assert.That(
            Encoding.UTF8.GetString(JsonBody.Write(new JsonObject { ["a"] = JsonValue.Create(JObject.Parse("""{"b":[1]}""")) })),
            Is.EqualTo("""{"a":{"b":[1]}}"""));

    [TestCaseSource(nameof(Right))]
    public void Write_OfWhatTheSerializerWouldMisread_IsWhatWasWritten(object value, string expected)
    {
        Assert.That(Encoding.UTF8.GetString(JsonBody.Write(value)), Is.EqualTo(expected));
        Assert.That(Encoding.UTF8.GetString(JsonBody.Write(new { deep = new[] { value } })), Is.EqualTo($$"""{"deep":[{{expected}}]}"""));
        Assert.That(
            Encoding.UTF8.GetString(JsonBody.Write(new Dictionary<string, object> { ["deep"] = value })),
            Is.EqualTo($$"""{"deep":{{expected}}}"""));
    }

    [TestCaseSource(nameof(Unfit))]
    public void Write_OfWhatCannotBeMeant_IsAnError(object value, string seen)
    {
        object[] places =
        [
            value, new { deep = new { a = value } }, new[] { value }, new Dictionary<string, object> { ["a"] = value }, new Holder(value),
            new JsonHolder(value)
        ];

        foreach (var place in places)
        {
            Assert.That(() => JsonBody.Write(place), Throws.ArgumentException
                .With.Property(nameof(ArgumentException.ParamName)).EqualTo("json").And.Message.Contains(seen));
        }
    }

    [Test]
    public void Write_OfWhatCannotBeMeantDeepInside_SaysWhere() =>
        Assert.That(
            () => JsonBody.Write(new { order = new { amount = Task.FromResult(1) } }),
            Throws.ArgumentException.With.Message.Contains("$.order.amount"));

    [Test]
    public void Write_OfALocalTime_HasItsOffset()
    {
        var time = DateTime.SpecifyKind(_noon.DateTime, DateTimeKind.Local);

        Assert.That(
            JsonElement.Parse(JsonBody.Write(new { a = time })).GetProperty("a").GetString(),
            Is.EqualTo(new DateTimeOffset(time).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)));
        Assert.That(
            JsonElement.Parse(JsonBody.Write(new Dictionary<DateTime, int> { [time] = 1 })).EnumerateObject().Single().Name,
            Does.StartWith("2024-02-29T12:00:00"));
    }

    private static IEnumerable<TestCaseData> Texts =>
    [
        Case("Text", """{"a":1}""", "'body'"),
        Case("Chars", 'a', "'body'"),
        Case("Bytes", "{}"u8.ToArray(), "'body'"),
        Case("Memory", new ReadOnlyMemory<byte>([1]), "'body'"),
        Case("JsonString", JsonElement.Parse("\"x\""), "'body'"),
        Case("JsonNode", JsonValue.Create("x"), "'body'"),
        Case("Newtonsoft", new JValue("x"), "'body'"),
        Case("Guid", Guid.Empty, "'body'"),
        Case("ResponseText", Data("\"x\""), "'body'"),
        Case("JsonNull", JsonElement.Parse("null"), "null"),
        Case("NewtonsoftNull", JValue.CreateNull(), "null"),
    ];

    [TestCaseSource(nameof(Texts))]
    public void Write_OfATextOrNull_PointsToTheBody(object value, string remedy)
    {
        Assert.That(() => JsonBody.Write(value), Throws.ArgumentException
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo("json")
            .And.Message.Contains(remedy)
            .And.Message.Not.Contains("\"a\""));
    }

    private static ResponseNode Data(string json) => ResponseNode.Create(json.Length == 0 ? default : JsonElement.Parse(json));

    private static async IAsyncEnumerable<int> Later()
    {
        await Task.CompletedTask;
        yield return 1;
    }

    private sealed record Holder(object Value);

    private sealed class JsonHolder(object value)
    {
        [JsonInclude]
        public readonly List<object> Values = [value];
    }

    private sealed class WithNames
    {
        [Newtonsoft.Json.JsonProperty("out_trade_no")]
        public string OutTradeNo { get; } = "T1";

        [Newtonsoft.Json.JsonProperty(PropertyName = "total_fee")]
        public int TotalFee { get; } = 2;

        [Newtonsoft.Json.JsonProperty("trade_type"), Newtonsoft.Json.JsonConverter(typeof(Newtonsoft.Json.Converters.StringEnumConverter))]
        public DayOfWeek? Type { get; } = DayOfWeek.Friday;

        [Newtonsoft.Json.JsonProperty]
        public int Plain { get; } = 3;
    }

    private sealed class WithBothNames
    {
        [Newtonsoft.Json.JsonProperty("theirs"), JsonPropertyName("mine")]
        public int A { get; } = 1;

        [Newtonsoft.Json.JsonIgnore, JsonIgnore]
        public int B { get; } = 2;
    }

    private interface IMeans
    {
        string kind { get; }
    }

    private class Means : IMeans
    {
        public string kind { get; } = "k";
    }

    private sealed class Cash : Means;

    private sealed class Card : Means
    {
        public string number { get; } = "1";
    }

    private readonly record struct Coin(string kind, int size) : IMeans;

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
    [JsonDerivedType(typeof(NamedCard), "card")]
    private class NamedMeans
    {
        public string kind { get; } = "k";
    }

    private sealed class NamedCard : NamedMeans
    {
        public string number { get; } = "1";
    }

    [System.Runtime.Serialization.DataContract]
    private sealed class WithDataContract
    {
        [System.Runtime.Serialization.DataMember(Name = "out_trade_no")]
        public string OutTradeNo { get; } = "T1";

        public int Secret { get; } = 2;
    }

    private sealed class WithIgnoredDataMember
    {
        public int kept { get; } = 1;

        [System.Runtime.Serialization.IgnoreDataMember]
        public int Secret { get; } = 2;
    }

    private sealed class WithDataMember
    {
        [System.Runtime.Serialization.DataMember(Name = "out_trade_no")]
        public string OutTradeNo { get; } = "T1";
    }

    private sealed class WithIgnored
    {
        [Newtonsoft.Json.JsonProperty("kept")]
        public int Kept { get; } = 1;

        [Newtonsoft.Json.JsonIgnore]
        public int Secret { get; } = 2;
    }

    private sealed class WithNullHandling
    {
        [Newtonsoft.Json.JsonProperty("a", NullValueHandling = Newtonsoft.Json.NullValueHandling.Ignore)]
        public string? A { get; }
    }

    private sealed class WithConverter
    {
        [Newtonsoft.Json.JsonConverter(typeof(Newtonsoft.Json.Converters.UnixDateTimeConverter))]
        public DateTimeOffset A { get; } = _noon;
    }

    [Newtonsoft.Json.JsonObject(Newtonsoft.Json.MemberSerialization.OptIn)]
    private sealed class OptIn
    {
        public int A { get; } = 1;
    }

    private sealed class WithFields
    {
        public int total;
    }

    private sealed class Bare;

    private sealed class OwnException : Exception;

    private sealed class OwnDynamic : DynamicObject
    {
        public int A { get; } = 1;
    }

    private sealed class Awaitable
    {
        public int Result { get; } = 1;

        public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => Task.CompletedTask.GetAwaiter();
    }

    [JsonConverter(typeof(PointsConverter))]
    private readonly record struct Points(int Count);

    private sealed class PointsConverter : JsonConverter<Points>
    {
        public override Points Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Points value, JsonSerializerOptions options) =>
            writer.WriteStringValue($"{value.Count} points");
    }

    [JsonConverter(typeof(JsonNumberEnumConverter<Level>))]
    private enum Level
    {
        Low,
        High,
    }
}

internal sealed record Snake(string OutTradeNo);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Snake))]
internal sealed partial class SnakeJson : JsonSerializerContext;
