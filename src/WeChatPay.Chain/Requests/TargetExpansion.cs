using WeChatPay.Chain.UriTemplates;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Expands the template of a chain with the variables of a call. Unlike RFC 6570, every variable needs a value, and every value a
/// variable.</summary>
internal static class TargetExpansion
{
    // The platform's documents write a trailing slash as {empty}.
    private const string EmptyVariable = "empty";

    /// <exception cref="ArgumentException">A variable has no value, or a key is neither an option nor a variable.</exception>
    public static string Expand(UriTemplate template, RequestOptions options)
    {
        if (template.Text.Length == 0)
        {
            throw new ArgumentException(
                "The chain is empty. Specify an endpoint before the verb, such as client.v3.certificates.", nameof(template));
        }
        foreach (var key in options.Variables.Keys)
        {
            if (!template.Variables.Contains(key))
            {
                throw UnknownOption.CreateException(key, template.Label, template.Variables);
            }
        }
        return template.Variables.Count == 0 ? template.Text : ExpandVariables(template, options);
    }

    // Separate, because the delegate would otherwise be allocated for every call.
    private static string ExpandVariables(UriTemplate template, RequestOptions options) =>
        template.Expand(name => GetValue(name, template, options));

    private static object? GetValue(string name, UriTemplate template, RequestOptions options)
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
            ? $"An option has the same name, so set the variable with a RequestOptions: new() {{ [\"{name}\"] = … }}."
            : $"Pass it under its name: {name} = ….";
        throw new ArgumentException($"The variable '{name}' of '{template.Label}' is {seen}. {remedy}", name);
    }

    // A sequence may support only one enumeration, but is enumerated twice: to find blank values, and to expand it.
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
            throw new ArgumentException(
                $"The value of the variable '{name}' of '{template.Label}' cannot be sent: {exception.Message}", name, exception);
        }
    }

    // A list or map is blank if every member is. Deeper nesting is rejected by the template.
    private static bool IsBlank(object? value) => IsBlankScalar(value)
        || (!ScalarText.IsScalar(value)
            && TemplateMember.TryReadAll(value!) is { } members
            && members.All(member => IsBlankScalar(member.Value)));

    private static bool IsBlankScalar(object? value) => ScalarText.IsScalar(value) && string.IsNullOrWhiteSpace(ScalarText.From(value));
}
