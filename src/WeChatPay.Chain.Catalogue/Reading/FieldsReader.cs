using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads the indented fields of a place, a response, or another field.</summary>
/// <param name="lines">The lines. The first is the one after the owner of the fields.</param>
/// <param name="modes">The modes or shapes that a field may exist in.</param>
internal sealed class FieldsReader(LineCursor lines, IReadOnlyCollection<string> modes)
{
    private const int FirstDepth = 2;

    public IReadOnlyList<Field> Read() => Read(FirstDepth);

    private List<Field> Read(int depth)
    {
        var fields = new List<Field>();
        while (lines.Current is { } line && line.Depth >= depth)
        {
            if (line.Depth > depth)
            {
                throw line.Error($"'{line.Text}' is indented by {line.Depth} levels; expected at most {depth}.");
            }
            lines.MoveNext();
            var field = FieldLine.Parse(line, modes);
            CheckName(line, field, fields);
            if (lines.Current is { } next && next.Depth > depth)
            {
                CheckParent(line, field);
                field = field with { Fields = Read(depth + 1) };
            }
            fields.Add(field);
        }
        return fields;
    }

    private static void CheckName(SourceLine line, Field field, List<Field> siblings)
    {
        var number = 1;
        foreach (var sibling in siblings)
        {
            if (sibling.Name == field.Name)
            {
                number = sibling.Alternative is { } alternative && field.Alternative is not null
                    ? alternative.Number + 1
                    : throw line.Error($"'{field.Name}' is written twice; only alternatives (alt:1/…, alt:2/…) have the same name.");
            }
        }
        if (field.Alternative is { } own && own.Number != number)
        {
            throw line.Error($"'{field.Name}' has the alternative {own.Number}; expected {number}.");
        }
    }

    private static void CheckParent(SourceLine line, Field field)
    {
        var isParent = field.Type == FieldType.Object
            || (field.Type == FieldType.String && (field.Encoding is not null || field.Key is not null));
        if (!isParent)
        {
            throw line.Error($"'{field.Name}' cannot have fields; expected an object, or a string with 'as:' or 'key:'.");
        }
    }
}
