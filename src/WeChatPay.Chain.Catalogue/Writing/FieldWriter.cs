using System.Globalization;
using System.Text;
using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Writing;

/// <summary>Writes fields and their nested fields.</summary>
internal static class FieldWriter
{
    private const int FirstDepth = 2;

    public static void Write(StringBuilder text, IReadOnlyList<Field> fields) => Write(text, fields, FirstDepth);

    private static void Write(StringBuilder text, IReadOnlyList<Field> fields, int depth)
    {
        foreach (var field in fields)
        {
            text.Append(' ', depth * 2).Append(field.Name).Append(Names.MarkOf(field)).Append(' ').Append(Names.TypeOf(field));
            WriteAttributes(text, field);
            foreach (var flag in field.Flags.OrderBy(FlagOrder))
            {
                text.Append(" +").Append(flag);
            }
            if (field.Values is { } values)
            {
                text.Append(' ').Append(Names.ValueSources[(int)values.Source]).Append(' ').Append(string.Join(" | ", values.Values));
            }
            text.Append('\n');
            Write(text, field.Fields, depth + 1);
        }
    }

    private static int FlagOrder(string flag) => Array.IndexOf(Vocabulary.FieldFlags, flag);

    private static void WriteAttributes(StringBuilder text, Field field)
    {
        Attribute(text, FieldAttribute.Key, field.Key);
        Attribute(text, FieldAttribute.As, field.Encoding);
        if (field.Alternative is { } alternative)
        {
            Attribute(text, FieldAttribute.Alt, $"{Number(alternative.Number)}/{alternative.Key.Replace(' ', '+')}");
        }
        if (field.When.Count > 0)
        {
            Attribute(text, FieldAttribute.When, string.Join(",", field.When.Select(mode => mode.Name + (mode.IsRequired ? "!" : ""))));
        }
        Attribute(text, FieldAttribute.Min, Number(field.Min));
        Attribute(text, FieldAttribute.Max, Number(field.Max));
        Attribute(text, FieldAttribute.Pattern, field.Pattern);
        Attribute(text, FieldAttribute.Form, field.Form);
        Attribute(text, FieldAttribute.Unit, field.Unit);
        Attribute(text, FieldAttribute.Sample, field.Sample);
        Attribute(text, FieldAttribute.Default, field.Default);
        Attribute(text, FieldAttribute.Site, field.SiteName);
        Attribute(text, FieldAttribute.Signed, field.Signed);
    }

    private static void Attribute(StringBuilder text, FieldAttribute attribute, string? value)
    {
        if (value is not null)
        {
            text.Append(' ').Append(Names.FieldAttributes[(int)attribute]).Append(':').Append(value);
        }
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
