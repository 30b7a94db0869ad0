using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads the values at the end of a field: <c>= SUCCESS | FAIL</c>.</summary>
internal static class FieldValuesText
{
    private const string Separator = " | ";

    private static readonly string[] _separators = [Separator];

    /// <summary>Splits a field into the words before the values, and the values.</summary>
    public static (string Head, FieldValues? Values) Split(SourceLine line)
    {
        var text = line.Text;
        var equals = text.IndexOf(" =", StringComparison.Ordinal);
        if (equals < 0)
        {
            return (text, null);
        }
        var space = text.IndexOf(' ', equals + 1);
        var how = space < 0 ? text.Substring(equals + 1) : text.Substring(equals + 1, space - equals - 1);
        var source = (ValueSource)Array.IndexOf(Names.ValueSources, line.OneOf(Names.ValueSources, how, "a kind of values"));
        if (space < 0)
        {
            throw line.Error($"No value follows '{how}'.");
        }
        var values = text.Substring(space + 1).Split(_separators, StringSplitOptions.None);
        Check(line, source, values);
        return (text.Substring(0, equals), new(source, values));
    }

    private static void Check(SourceLine line, ValueSource source, string[] values)
    {
        foreach (var value in values)
        {
            if (value.Length == 0 || value != value.Trim() || value.IndexOf('|') >= 0)
            {
                throw line.Error($"'{value}' is not a value; expected VALUE | VALUE.");
            }
        }
        if (values.Distinct().Count() != values.Length)
        {
            throw line.Error($"'{values.GroupBy(value => value).First(group => group.Count() > 1).Key}' is listed twice.");
        }
        if (source == ValueSource.Fixed && values.Length != 1)
        {
            throw line.Error($"'=fixed' has {values.Length} values; expected one.");
        }
    }
}
