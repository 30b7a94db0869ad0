using System.Globalization;
using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>
/// Reads the condition of a rule: <c>[PLACE:]FIELD</c>, <c>FIELD=VALUE</c>, <c>FIELD&gt;=NUMBER</c>, or <c>key:wechatpay-key</c>.
/// </summary>
internal static class ConditionText
{
    private const string Key = "key:";

    public static Condition Parse(SourceLine line, string text)
    {
        if (text.IndexOf(' ') >= 0)
        {
            throw Invalid(line, text);
        }
        if (text.StartsWith(Key, StringComparison.Ordinal))
        {
            return new KeyCondition(line.OneOf(Vocabulary.Keys, text.Substring(Key.Length), "a key"));
        }
        var (subject, comparison, value) = SplitComparison(text);
        var colon = subject.IndexOf(':');
        var place = colon < 0 ? null : line.OneOf(Vocabulary.Places, subject.Substring(0, colon), "a place");
        var field = subject.Substring(colon + 1);
        if (!FieldPath.IsValid(field) || value == "")
        {
            throw Invalid(line, text);
        }
        if (comparison == Comparison.AtLeast && !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw line.Error($"'{value}' is not a number; expected digits after '>='.");
        }
        return new FieldCondition(place, field, comparison, value);
    }

    private static (string Subject, Comparison Comparison, string? Value) SplitComparison(string text)
    {
        var equals = text.IndexOf('=');
        return equals < 0 ? (text, Comparison.IsSent, null)
            : equals > 0 && text[equals - 1] == '>' ? (text.Substring(0, equals - 1), Comparison.AtLeast, text.Substring(equals + 1))
            : (text.Substring(0, equals), Comparison.Equals, text.Substring(equals + 1));
    }

    private static CatalogueException Invalid(SourceLine line, string text) =>
        line.Error($"'{text}' is not a condition; expected FIELD, FIELD=VALUE, FIELD>=NUMBER or key:KEY.");
}
