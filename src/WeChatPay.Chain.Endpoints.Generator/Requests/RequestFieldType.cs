using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Generator.Requests;

/// <summary>The C# type of a field of a request.</summary>
/// <param name="Item">The type of the value or the item. Empty if a class is generated for it.</param>
/// <param name="List">The generic type of a list, or <see langword="null"/>.</param>
internal sealed record RequestFieldType(string Item, string? List)
{
    private const string JsonList = "global::WeChatPay.Chain.Endpoints.JsonList";
    private const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";

    public bool IsNested => Item.Length == 0;

    public static RequestFieldType From(Field field) => field.Encoding switch
    {
        "json/object" => new("", null),
        "json/object[]" => new("", JsonList),
        "json/string[]" => new("string", JsonList),
        null => new(ItemOf(field), field.IsList ? ReadOnlyList : null),
        _ => new("string", null),
    };

    /// <param name="nested">The name of the generated class, if there is one.</param>
    public string Format(string nested)
    {
        var item = IsNested ? nested : Item;
        return List is null ? item : $"{List}<{item}>";
    }

    private static string ItemOf(Field field) => field.Type switch
    {
        FieldType.Object => field.Fields.Count > 0 ? "" : "object",
        FieldType.Integer => "long",
        FieldType.Number => field.Sample == "int" ? "long" : "decimal",
        FieldType.Float => "decimal",
        FieldType.Boolean or FieldType.True => "bool",
        _ => field.Key == "wechatpay-key" ? "global::WeChatPay.Chain.Sensitive" : "string",
    };
}
