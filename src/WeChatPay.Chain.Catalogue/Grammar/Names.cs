using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Grammar;

/// <summary>How the values of enums are written. The names have the order of the values.</summary>
internal static class Names
{
    public static readonly string[] FieldAttributes =
        ["key", "as", "alt", "when", "min", "max", "pattern", "form", "unit", "sample", "default", "site", "signed"];

    public static readonly string[] FieldTypes = ["string", "integer", "number", "float", "boolean", "object", "file", "true"];

    public static readonly string[] ValueSources = ["=", "=fixed", "=hint", "=glossed"];

    /// <summary>Gets how the type of a field is written, such as <c>object[]</c>.</summary>
    public static string TypeOf(Field field) => FieldTypes[(int)field.Type] + (field.IsList ? "[]" : "");

    /// <summary>Gets how the mark of a field is written.</summary>
    public static string MarkOf(Field field) => field.Mark switch
    {
        FieldMark.Required => "!",
        FieldMark.Unconfirmed => "?",
        _ => "",
    };
}
