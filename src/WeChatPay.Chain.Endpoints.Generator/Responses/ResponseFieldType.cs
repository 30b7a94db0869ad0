using System.Globalization;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Generator.Responses;

/// <summary>The C# type of a field of a response, and how it is read.</summary>
/// <param name="Item">The type of the value or the item. Empty if a class is generated for it.</param>
/// <param name="Reader">The end of the name of the method that reads it.</param>
/// <param name="IsList">Whether it is a list, which is never null.</param>
/// <param name="IsRequired">Whether it throws if it is missing.</param>
internal sealed record ResponseFieldType(string Item, string Reader, bool IsList, bool IsRequired)
{
    public bool IsNested => Item.Length == 0;

    public static ResponseFieldType From(Field field)
    {
        var (item, reader) = ItemOf(field);
        return new(
            item,
            reader,
            field.IsList && reader != "Json",
            field.IsRequired && reader != "Json" && !NumberedField.IsNumbered(field));
    }

    /// <param name="nested">The name of the generated class, if there is one.</param>
    public (string Type, string Read) Format(string nested)
    {
        var item = IsNested ? nested : Item;
        var generic = IsNested ? $"<{nested}>" : "";
        if (IsList)
        {
            return ($"global::System.Collections.Generic.IReadOnlyList<{item}>", $"List{Reader}s{generic}");
        }
        return IsRequired ? (item, $"Get{Reader}{generic}") : ($"{item}?", $"Find{Reader}{generic}");
    }

    private static (string Item, string Reader) ItemOf(Field field) => field.Type switch
    {
        FieldType.String when field.Encoding is not null && field.Fields.Count > 0 => ("", "Text"),
        FieldType.Object when field.Fields.Count > 0 => ("", "Object"),
        FieldType.Object => ("global::System.Text.Json.JsonElement", "Json"),
        FieldType.Integer when HasNumbersOnly(field) => ("long", "Int64"),
        FieldType.Number when HasNumbersOnly(field) => field.Sample == "int" ? ("long", "Int64") : ("decimal", "Decimal"),
        FieldType.Float => ("decimal", "Decimal"),
        FieldType.Boolean or FieldType.True when !field.IsList => ("bool", "Boolean"),
        _ => ("string", "String"),
    };

    // Some fields are documented as numbers whose values are words.
    private static bool HasNumbersOnly(Field field) =>
        field.Values is null || field.Values.Values.All(value => long.TryParse(value, CultureInfo.InvariantCulture, out _));
}
