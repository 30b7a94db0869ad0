using WeChatPay.Chain.UriTemplates;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Fills a chain's template with the variables of a call, more strictly than RFC 6570: nothing may be missing, nothing left over.</summary>
internal static class TargetExpansion
{
    // The platform's documents write a trailing slash as {empty}.
    private const string EmptyVariable = "empty";

    /// <exception cref="ArgumentException">A variable has no value, or a key is neither an option nor a variable.</exception>
    public static string Expand(UriTemplate template, RequestOptions options)
    {
        if (template.Text.Length == 0)
        {
            throw new ArgumentException("The chain is empty. Name an endpoint before the verb, such as client.v3.certificates.", nameof(template));
        }
        foreach (var key in options.Variables.Keys)
        {
            if (!template.Variables.Contains(key))
            {
                throw UnknownOption.Error(key, template.Label, template.Variables);
            }
        }
        return template.Expand(name => ValueOf(name, template, options));
    }

    private static object? ValueOf(string name, UriTemplate template, RequestOptions options)
    {
        var value = ReadOnce(options[name]);
        if (!IsBlank(value, name, template))
        {
            return value;
        }
        if (name == EmptyVariable)
        {
            return "";
        }
        var seen = value is null ? "missing or null" : "empty or white space";
        var remedy = OptionTable.Names.Contains(name)
            ? $"The name is an option's too, so set the variable through a RequestOptions: new() {{ [\"{name}\"] = … }}."
            : $"Pass it as an option of that name: {name} = ….";
        throw new ArgumentException($"The variable '{name}' of '{template.Label}' is {seen}. {remedy}", name);
    }

    // A sequence may be there for one reading only, and has two: for blanks, and to be written.
    private static object? ReadOnce(object? value) =>
        value is null or string || NamedValues.TryRead(value) is not null ? value : ListValues.TryRead(value)?.ToArray() ?? value;

    private static bool IsBlank(object? value, string name, UriTemplate template)
    {
        try
        {
            return IsBlank(value);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"The value of the variable '{name}' of '{template.Label}' cannot be sent: {exception.Message}", name, exception);
        }
    }

    // A list or map is blank when each member is; what is nested deeper is not for a template, which says so.
    private static bool IsBlank(object? value) => IsBlankScalar(value)
        || (!ScalarText.IsScalar(value) && TemplateMember.TryReadAll(value!) is { } members && members.All(member => IsBlankScalar(member.Value)));

    private static bool IsBlankScalar(object? value) => ScalarText.IsScalar(value) && string.IsNullOrWhiteSpace(ScalarText.From(value));
}
