using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain.Chaining;

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
                throw UnknownOption.Error(key, template.Text, template.Variables);
            }
        }
        return template.Expand(name => ValueOf(name, template, options));
    }

    private static object? ValueOf(string name, UriTemplate template, RequestOptions options)
    {
        var value = options[name];
        if (value is not null && !string.IsNullOrWhiteSpace(value as string ?? "."))
        {
            return value;
        }
        if (name == EmptyVariable)
        {
            return "";
        }
        var seen = value is null ? "missing or null" : "empty or white space";
        var remedy = OptionNames.All.Contains(name)
            ? $"The name is an option's too, so set the variable through a RequestOptions: new() {{ [\"{name}\"] = … }}."
            : $"Pass it as an option of that name: {name} = ….";
        throw new ArgumentException($"The variable '{name}' of '{template.Text}' is {seen}. {remedy}", name);
    }
}
