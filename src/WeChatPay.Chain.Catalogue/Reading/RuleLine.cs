using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads <c>anyof</c>, <c>oneof</c> and <c>need</c>. Whether the fields exist is checked by <see cref="RuleCheck"/>.</summary>
internal static class RuleLine
{
    private const string When = " when:";
    private const string If = " if ";

    private static readonly string[] _separators = [" | "];

    public static AnyOfRule ParseAnyOf(SourceLine line, string value)
    {
        var (place, fields, when) = ParseFields(line, value);
        return new(place, fields, when);
    }

    public static OneOfRule ParseOneOf(SourceLine line, string value)
    {
        var (place, fields, when) = ParseFields(line, value);
        return new(place, fields, when);
    }

    public static NeedRule ParseNeed(SourceLine line, string value)
    {
        var condition = value.IndexOf(If, StringComparison.Ordinal);
        var words = condition < 0 ? [] : value.Substring(0, condition).Split(' ');
        if (words.Length != 2)
        {
            throw line.Error($"'{value}' is not a rule; expected PLACE FIELD|FIELD if CONDITION.");
        }
        var fields = CheckPaths(line, words[1].Split('|'));
        return new(words[0], fields, ConditionText.Parse(line, value.Substring(condition + If.Length)));
    }

    private static (string Place, string[] Fields, string? When) ParseFields(SourceLine line, string value)
    {
        var when = value.IndexOf(When, StringComparison.Ordinal);
        var head = when < 0 ? value : value.Substring(0, when);
        var space = head.IndexOf(' ');
        var fields = space < 0 ? [] : head.Substring(space + 1).Split(_separators, StringSplitOptions.None);
        if (fields.Length < 2)
        {
            throw line.Error($"'{value}' is not a rule; expected PLACE and at least two fields: FIELD | FIELD.");
        }
        return (head.Substring(0, space), CheckPaths(line, fields), when < 0 ? null : value.Substring(when + When.Length));
    }

    private static string[] CheckPaths(SourceLine line, string[] paths)
    {
        foreach (var path in paths)
        {
            if (!FieldPath.IsValid(path))
            {
                throw line.Error($"'{path}' is not a path of a field; expected names with dots between them.");
            }
        }
        return paths.Distinct().Count() == paths.Length ? paths : throw line.Error("A field is written twice.");
    }
}
