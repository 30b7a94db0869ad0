using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads a field without its nested fields: <c>name! type key:value +flag = value | value</c>.</summary>
internal static class FieldLine
{
    private const string List = "[]";

    public static Field Parse(SourceLine line, IReadOnlyCollection<string> modes)
    {
        var (head, values) = FieldValuesText.Split(line);
        var words = head.Split(' ');
        if (words.Length < 2)
        {
            throw line.Error($"'{line.Text}' is not a field; expected a name and a type.");
        }
        var (name, mark) = ParseName(line, words[0]);
        var (type, isList) = ParseType(line, words[1]);
        var flags = FieldFlags.Parse(line, words);
        var attributes = FieldAttributes.Parse(line, name, words, words.Length - flags.Count);
        var field = new Field
        {
            Name = name,
            Mark = mark,
            Type = type,
            IsList = isList,
            Key = attributes[FieldAttribute.Key],
            Encoding = attributes[FieldAttribute.As],
            Alternative = AlternativeText.Parse(line, attributes[FieldAttribute.Alt]),
            When = WhenText.Parse(line, attributes[FieldAttribute.When], modes),
            Min = attributes.Number(FieldAttribute.Min),
            Max = attributes.Number(FieldAttribute.Max),
            Pattern = attributes[FieldAttribute.Pattern],
            Form = attributes[FieldAttribute.Form],
            Unit = attributes[FieldAttribute.Unit],
            Sample = attributes[FieldAttribute.Sample],
            Default = attributes[FieldAttribute.Default],
            SiteName = attributes[FieldAttribute.Site],
            Signed = attributes[FieldAttribute.Signed],
            Flags = flags,
            Values = values,
        };
        FieldCheck.Check(line, field);
        return field;
    }

    private static (string Name, FieldMark Mark) ParseName(SourceLine line, string word)
    {
        var mark = word[word.Length - 1] switch
        {
            '!' => FieldMark.Required,
            '?' => FieldMark.Unconfirmed,
            _ => FieldMark.None,
        };
        var name = mark == FieldMark.None ? word : word.Substring(0, word.Length - 1);
        return FieldName.IsValid(name)
            ? (name, mark)
            : throw line.Error($"'{word}' is not a field name; expected letters, digits, '_', '-' or '$', then '!', '?' or nothing.");
    }

    private static (FieldType Type, bool IsList) ParseType(SourceLine line, string word)
    {
        var isList = word.EndsWith(List, StringComparison.Ordinal);
        var name = isList ? word.Substring(0, word.Length - List.Length) : word;
        var index = Array.IndexOf(Names.FieldTypes, name);
        return index >= 0 ? ((FieldType)index, isList) : throw line.Unknown(word, "a type", Names.FieldTypes);
    }
}
