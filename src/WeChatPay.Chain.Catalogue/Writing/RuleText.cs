using System.Text;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Writing;

/// <summary>Writes rules: first <c>anyof</c>, then <c>oneof</c>, then <c>need</c>.</summary>
internal static class RuleText
{
    public static void Write(StringBuilder text, IReadOnlyList<Rule> rules)
    {
        foreach (var rule in rules.OfType<AnyOfRule>())
        {
            EntryText.Line(text, "anyof", Fields(rule, rule.When));
        }
        foreach (var rule in rules.OfType<OneOfRule>())
        {
            EntryText.Line(text, "oneof", Fields(rule, rule.When));
        }
        foreach (var rule in rules.OfType<NeedRule>())
        {
            EntryText.Line(text, "need", $"{rule.Place} {string.Join("|", rule.Fields)} if {Write(rule.Condition)}");
        }
    }

    private static string Fields(Rule rule, string? when) =>
        $"{rule.Place} {string.Join(" | ", rule.Fields)}{(when is null ? "" : " when:" + when)}";

    private static string Write(Condition condition) => condition switch
    {
        KeyCondition key => "key:" + key.Key,
        FieldCondition field => (field.Place is null ? "" : field.Place + ":") + field.Field + field.Comparison switch
        {
            Comparison.Equals => "=" + field.Value,
            Comparison.AtLeast => ">=" + field.Value,
            _ => "",
        },
        _ => throw new ArgumentException($"{condition.GetType().Name} is not a known condition.", nameof(condition)),
    };
}
