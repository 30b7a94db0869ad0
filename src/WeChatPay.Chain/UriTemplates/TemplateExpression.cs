using System.Text;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.UriTemplates;

/// <summary>An expression of a template, such as <c>{?a,b}</c>.</summary>
/// <param name="Text">The text, including the braces.</param>
/// <param name="Operator">The operator, which determines how values are joined and encoded.</param>
/// <param name="Variables">The variables, at least one. A name may occur twice.</param>
internal sealed record TemplateExpression(string Text, TemplateOperator Operator, TemplateVariable[] Variables)
{
    /// <summary>Appends the values of the variables, except for undefined ones.</summary>
    /// <exception cref="ArgumentException">A value cannot be written. The message names its variable.</exception>
    public void AppendTo(StringBuilder target, Func<string, object?> getValue)
    {
        var writer = new ExpressionWriter(target, Operator);
        foreach (var variable in Variables)
        {
            var value = getValue(variable.Name);
            if (!ScalarText.IsScalar(value))
            {
                writer.AppendMembers(variable, GetMembers(variable, value!));
            }
            else if (ScalarText.From(value) is { } text)
            {
                writer.AppendText(variable, text);
            }
        }
    }

    private IEnumerable<TemplateMember> GetMembers(TemplateVariable variable, object value)
    {
        if (TemplateMember.TryReadAll(value) is not { } members)
        {
            throw Unfit(
                variable,
                $"is of type {value.GetType()}",
                "Pass a single value, a list of values, or a dictionary or anonymous object of values.");
        }
        if (variable.MaxLength is not null)
        {
            throw Unfit(
                variable,
                "is a list or has names",
                "A length (':n') applies to text only. Pass text, or remove the length from the template.");
        }
        return members.Select(member => ScalarText.IsScalar(member.Value)
            ? member
            : throw Unfit(
                variable, $"contains a member of type {member.Value!.GetType()}",
                "Members must be single values: a template cannot express a list within a list."));
    }

    private ArgumentException Unfit(TemplateVariable variable, string seen, string remedy) =>
        new($"The value for {variable.Description} in '{Text}' {seen}. {remedy}");
}
