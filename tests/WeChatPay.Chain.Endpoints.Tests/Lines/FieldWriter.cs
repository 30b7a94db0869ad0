using System.Text.Json;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Tests.Lines;

/// <summary>Writes the fields of a part of a request as C#, with each field set.</summary>
/// <param name="style">How they are written.</param>
internal sealed class FieldWriter(CallStyle style)
{
    private string New => style == CallStyle.Typed ? "new()" : "new";

    public string WriteObject(IReadOnlyList<Field> fields) =>
        $"{New} {{ {string.Join(", ", Merge(fields).Select(field => $"{Identifier(field.Name)} = {WriteValue(field)}"))} }}";

    public static string Identifier(string name)
    {
        var identifier = name.Replace('-', '_');
        return Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(identifier) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None
            ? identifier
            : $"@{identifier}";
    }

    /// <summary>The fields of all alternative shapes.</summary>
    public static IEnumerable<Field> Merge(IEnumerable<Field> fields) => fields
        .GroupBy(field => field.Name)
        .Select(same => same.First() with { Fields = [.. same.SelectMany(field => field.Fields)] });

    private string WriteValue(Field field) => field.Encoding switch
    {
        null => WriteList(field, WriteItem(field)),
        "json/object" when style == CallStyle.Typed => WriteObject(field.Fields),
        "json/object[]" when style == CallStyle.Typed => $"[{WriteObject(field.WireFields)}]",
        "json/string[]" when style == CallStyle.Typed => $"[\"{SampleValue.Text(field.Fields[0])}\"]",
        _ => Quote(JsonOf(field)),
    };

    private string WriteItem(Field field) => field switch
    {
        { Type: FieldType.Object, Fields.Count: > 0 } => WriteObject(field.Fields),
        { Type: FieldType.Object } => "new { any = 1 }",
        { Key: "wechatpay-key" } => $"Sensitive.From({SampleValue.Literal(field)})",
        { Name: "Wechatpay-Serial" } => $"\"{RecordedCall.PlatformSerial}\"",
        _ => SampleValue.Literal(field),
    };

    private string WriteList(Field field, string item) => (field.IsList, style) switch
    {
        (false, _) => item,
        (true, CallStyle.Typed) => $"[{item}]",
        (true, _) => $"new[] {{ {item} }}",
    };

    private static string JsonOf(Field field)
    {
        return field.Encoding switch
        {
            "json/object" => Object(field.Fields),
            "json/object[]" => $"[{Object(field.WireFields)}]",
            "json/string[]" => $"[{Text(SampleValue.Text(field.Fields[0]))}]",
            _ => SampleValue.Text(field),
        };

        static string Object(IReadOnlyList<Field> fields) =>
            $"{{{string.Join(",", Merge(fields).Select(field => $"{Text(field.Name)}:{Value(field)}"))}}}";

        static string Value(Field field)
        {
            var item = field switch
            {
                { Encoding: not null } => Text(JsonOf(field)),
                { Type: FieldType.Object } => Object(field.Fields),
                { Type: FieldType.String } => Text(SampleValue.Text(field)),
                _ => SampleValue.Literal(field).TrimEnd('m'),
            };
            return field.IsList ? $"[{item}]" : item;
        }
    }

    private static string Text(string text) => JsonSerializer.Serialize(text, SerializerSettings.Relaxed);

    private static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
