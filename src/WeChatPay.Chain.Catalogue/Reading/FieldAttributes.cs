using System.Globalization;
using WeChatPay.Chain.Catalogue.Grammar;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>The attributes of one field: <c>key:value</c>, each at most once.</summary>
internal readonly struct FieldAttributes
{
    // Most fields have no attributes.
    private static readonly FieldAttributes _none = new(new string?[Names.FieldAttributes.Length]);

    private readonly string?[] _values;

    private FieldAttributes(string?[] values)
    {
        _values = values;
    }

    public string? this[FieldAttribute attribute] => _values[(int)attribute];

    public long? Number(FieldAttribute attribute) =>
        this[attribute] is { } text ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    /// <summary>Reads the words between the type and the flags.</summary>
    public static FieldAttributes Parse(SourceLine line, string field, string[] words, int end)
    {
        const int Start = 2;
        if (end == Start)
        {
            return _none;
        }
        var values = new string?[Names.FieldAttributes.Length];
        for (var i = Start; i < end; i++)
        {
            var colon = words[i].IndexOf(':');
            if (colon < 0)
            {
                throw line.Error($"'{words[i]}' is not an attribute of '{field}'; expected KEY:VALUE.");
            }
            var key = words[i].Substring(0, colon);
            var value = words[i].Substring(colon + 1);
            var attribute = (FieldAttribute)Array.IndexOf(Names.FieldAttributes, line.OneOf(Names.FieldAttributes, key, "an attribute"));
            if (values[(int)attribute] is not null)
            {
                throw line.Error($"'{field}' has the attribute '{key}' twice.");
            }
            FieldAttributeValue.Check(line, attribute, value);
            values[(int)attribute] = value;
        }
        return new(values);
    }
}
