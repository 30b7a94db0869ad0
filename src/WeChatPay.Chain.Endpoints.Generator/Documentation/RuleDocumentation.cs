using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Generator.Documentation;

/// <summary>Describes which fields are needed together.</summary>
internal static class RuleDocumentation
{
    public static string Describe(Rule rule) => rule switch
    {
        AnyOfRule { When: var mode } => $"至少一项 at least one of {Fields(rule)}{Mode(mode)}.",
        OneOfRule { When: var mode } => $"有且仅有一项 exactly one of {Fields(rule)}{Mode(mode)}.",
        NeedRule { Condition: var condition } => $"条件必填 {Fields(rule)} required if {Condition(condition)}.",
        _ => throw new ArgumentException($"{rule.GetType().Name} is not a known rule.", nameof(rule)),
    };

    private static string Fields(Rule rule) => string.Join(", ", rule.Fields.Select(XmlText.Code));

    private static string Mode(string? mode) => mode is null ? "" : $" ({mode})";

    private static string Condition(Condition condition) => condition switch
    {
        KeyCondition => "an encrypted field is sent",
        FieldCondition { Comparison: Comparison.IsSent } field => $"{XmlText.Code(field.Field)} is sent",
        FieldCondition { Comparison: Comparison.Equals } field => $"{XmlText.Code(field.Field)} is {XmlText.Code(field.Value!)}",
        FieldCondition field => $"{XmlText.Code(field.Field)} is at least {XmlText.Code(field.Value!)}",
        _ => throw new ArgumentException($"{condition.GetType().Name} is not a known condition.", nameof(condition)),
    };
}
