using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Checks that the mark, the type and the attributes of a field fit together.</summary>
internal static class FieldCheck
{
    public static void Check(SourceLine line, Field field)
    {
        if (field.When.Count > 0 && field.Mark != FieldMark.None)
        {
            throw line.Error($"'{field.Name}' has a mark and 'when:'; write the mark in 'when:' instead.");
        }
        if (field.Unit is not null && field.Type is not (FieldType.Integer or FieldType.Number))
        {
            throw UnexpectedType(line, field, FieldAttribute.Unit, "integer or number");
        }
        if (field.Form is not null && field.Type != FieldType.String)
        {
            throw UnexpectedType(line, field, FieldAttribute.Form, "string");
        }
        if (field.Pattern is not null && field.Type != FieldType.String)
        {
            throw UnexpectedType(line, field, FieldAttribute.Pattern, "string");
        }
        if (field.Encoding is not null && field.Type != FieldType.String)
        {
            throw UnexpectedType(line, field, FieldAttribute.As, "string");
        }
        if (field.Min > field.Max)
        {
            throw line.Error($"'{field.Name}' has a minimum of {field.Min}, which is above the maximum of {field.Max}.");
        }
    }

    private static CatalogueException UnexpectedType(SourceLine line, Field field, FieldAttribute attribute, string expected) =>
        line.Error($"'{field.Name}' is of type {Names.TypeOf(field)} and has the attribute " +
            $"'{Names.FieldAttributes[(int)attribute]}'; expected {expected}.");
}
