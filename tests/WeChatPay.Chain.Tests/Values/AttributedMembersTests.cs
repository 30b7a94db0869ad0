using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.Values;

/// <summary>Attributes of a type apply to queries, XML fields and headers as they do to JSON.</summary>
internal sealed class AttributedMembersTests
{
    private static IEnumerable<TestCaseData> Attributed =>
    [
        new TestCaseData(new Named()).SetArgDisplayNames("Name"),
        new TestCaseData(new NewtonsoftNamed()).SetArgDisplayNames("NewtonsoftName"),
        new TestCaseData(new Contract()).SetArgDisplayNames("DataContract"),
        new TestCaseData(new Ignoring()).SetArgDisplayNames("Ignore"),
        new TestCaseData(new IgnoringNull()).SetArgDisplayNames("IgnoreNull"),
        new TestCaseData(new IgnoringDataMember()).SetArgDisplayNames("IgnoreDataMember"),
    ];

    private static IEnumerable<TestCaseData> ForJsonOnly =>
    [
        new TestCaseData(new NewtonsoftIgnoring(), "[JsonIgnore]").SetArgDisplayNames("NewtonsoftIgnore"),
        new TestCaseData(new Converted(), "Converted.mch_id").SetArgDisplayNames("ConverterOfAMember"),
        new TestCaseData(new ConvertedWhole(), "ConvertedWhole has an attribute").SetArgDisplayNames("ConverterOfTheType"),
        new TestCaseData(new Extended(), "Extended.more").SetArgDisplayNames("ExtensionData"),
    ];

    [TestCaseSource(nameof(Attributed))]
    public async Task Read_OfATypeWithAttributes_FollowsThemWhereverItIsSent(object value)
    {
        var platform = new FakePlatform(new FakeResponse { Body = "{}"u8.ToArray() });
        using var client = platform.CreateClient();

        using var _ = await client.Chain("v3/x").GetAsync(new RequestOptions { Query = value });

        Assert.That(platform.Request.Uri.Query, Is.EqualTo("?mch_id=1900000109"));
        Assert.That(QueryString.Write(new { deep = value }), Is.EqualTo("deep%5Bmch_id%5D=1900000109"));
        Assert.That(Fields.From(value, "xml").Select(field => $"{field.Key}={field.Value}"), Is.EqualTo(["mch_id=1900000109"]));
        Assert.That(HeaderOptions.Read(value).Select(header => $"{header.Key}={header.Value}"), Is.EqualTo(["mch-id=1900000109"]));
    }

    [TestCaseSource(nameof(ForJsonOnly))]
    public void Read_OfAttributesThatCannotBeFollowed_IsAnError(object value, string seen)
    {
        Assert.That(() => QueryString.Write(value), Throws.ArgumentException.With.Message.Contains(seen));
        Assert.That(() => Fields.From(value, "xml"), Throws.ArgumentException.With.Message.Contains(seen));
        Assert.That(() => HeaderOptions.Read(value).ToList(), Throws.ArgumentException.With.Message.Contains(seen));
    }

    private sealed record Named([property: JsonPropertyName("mch_id")] string MerchantId = "1900000109");

    private sealed record NewtonsoftNamed([property: Newtonsoft.Json.JsonProperty("mch_id")] string MerchantId = "1900000109");

    [DataContract]
    private sealed record Contract([property: DataMember(Name = "mch_id")] string MerchantId = "1900000109", string Secret = "s");

    private sealed record Ignoring(string mch_id = "1900000109", [property: JsonIgnore] string Secret = "s");

    private sealed record IgnoringNull(
        string mch_id = "1900000109",
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Absent = null);

    private sealed record IgnoringDataMember(string mch_id = "1900000109", [property: IgnoreDataMember] string Secret = "s");

    private sealed record NewtonsoftIgnoring(string mch_id = "1900000109", [property: Newtonsoft.Json.JsonIgnore] string Secret = "s");

    private sealed record Converted([property: JsonConverter(typeof(Reversing))] string mch_id = "1900000109");

    [JsonConverter(typeof(Whole))]
    private sealed record ConvertedWhole(string mch_id = "1900000109");

    private sealed record Extended(string mch_id = "1900000109")
    {
        [JsonExtensionData]
        public Dictionary<string, object> more { get; } = [];
    }

    private sealed class Reversing : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(string.Concat(value.Reverse()));
    }

    private sealed class Whole : JsonConverter<ConvertedWhole>
    {
        public override ConvertedWhole Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ConvertedWhole value, JsonSerializerOptions options) =>
            writer.WriteStringValue("x");
    }
}
