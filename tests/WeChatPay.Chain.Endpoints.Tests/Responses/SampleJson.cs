using System.Globalization;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Tests.Lines;

namespace WeChatPay.Chain.Endpoints.Tests.Responses;

/// <summary>Makes a response with each documented field.</summary>
internal static class SampleJson
{
    private const int ListLength = 2;

    public static JsonObject Object(IReadOnlyList<Field> fields)
    {
        var json = new JsonObject();
        foreach (var field in FieldWriter.Merge(fields))
        {
            json[WireName(field)] = Value(field);
        }
        return json;
    }

    /// <summary>The name with numbers: the first of each.</summary>
    public static string WireName(Field field) =>
        field.Name.Replace("$n", "0", StringComparison.Ordinal).Replace("$m", "0", StringComparison.Ordinal);

    /// <summary>The value of a field, or of an item of a list.</summary>
    public static JsonNode Item(Field field) => field switch
    {
        { Encoding: not null, Fields.Count: > 0 } => Object(field.Fields).ToJsonString(),
        { Type: FieldType.Object } => Object(field.Fields),
        { Type: FieldType.Boolean or FieldType.True } => true,
        { Type: FieldType.Integer or FieldType.Number or FieldType.Float, Values: { Values: [var first, ..] } } =>
            decimal.TryParse(first, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : first,
        { Type: FieldType.Integer } => 123456789012,
        { Type: FieldType.Number, Sample: "int" } => 12,
        { Type: FieldType.Number or FieldType.Float } => 12.5m,
        _ => SampleValue.Text(field),
    };

    private static JsonNode Value(Field field) => field.IsList
        ? new JsonArray([.. Enumerable.Range(0, ListLength).Select(_ => Item(field))])
        : Item(field);
}
