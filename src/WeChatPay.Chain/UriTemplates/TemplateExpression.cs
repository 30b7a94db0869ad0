using System.Text;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.UriTemplates;

/// <summary>What stands between two braces of a template.</summary>
/// <param name="Text">As written, braces included.</param>
/// <param name="Operator">How the values are joined and encoded.</param>
/// <param name="Variables">At least one; the same name may stand twice.</param>
internal sealed record TemplateExpression(string Text, TemplateOperator Operator, TemplateVariable[] Variables)
{
    /// <summary>Appends the values of the variables; one that is undefined leaves no trace.</summary>
    /// <exception cref="ArgumentException">A value cannot be written; the message names its variable.</exception>
    public void AppendTo(StringBuilder target, Func<string, object?> valueOf)
    {
        var writer = new ExpressionWriter(target, Operator);
        foreach (var variable in Variables)
        {
            var value = valueOf(variable.Name);
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
                variable, $"is of type {value.GetType()}", "Pass a single value, a list of values, or a dictionary or anonymous object of values.");
        }
        if (variable.MaxLength is not null)
        {
            throw Unfit(
                variable, "is a list or has names", "A length (':n') applies to text only. Pass text, or remove the length from the template.");
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
