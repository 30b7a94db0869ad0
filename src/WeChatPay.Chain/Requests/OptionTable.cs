namespace WeChatPay.Chain.Requests;

/// <summary>The options of a call by name. Any other name is a variable of the template.</summary>
internal static class OptionTable
{
    private static readonly Dictionary<string, Action<RequestOptions, object?>> _rows = new(StringComparer.Ordinal)
    {
        ["json"] = (options, value) => options.Json = value ?? throw JsonBody.CreateNullException(),
        ["xml"] = (options, value) => options.Xml = value,
        ["query"] = (options, value) => options.Query = value,
        ["headers"] = (options, value) => options.Headers = value,
        ["body"] = (options, value) => options.Body = value ?? throw OptionValues.CreateNullBodyException(),
        ["base_uri"] = (options, value) => options.BaseUri = OptionValues.ToUri(value),
        ["security"] = (options, value) => options.Security = OptionValues.ToBoolean(value, "security"),
        ["nonceless"] = (options, value) => options.Nonceless = OptionValues.ToBoolean(value, "nonceless"),
        ["sink"] = (options, value) => options.Sink = value,
        ["progress"] = (options, value) => options.Progress = OptionValues.ToProgress(value),
        ["unsigned"] = (options, value) => options.Unsigned = OptionValues.ToBoolean(value, "unsigned"),
        ["timeout"] = (options, value) => options.Timeout = OptionValues.ToTimeSpan(value),
        ["allow_redirects"] = (options, value) => options.AllowRedirects = value,
    };

    public static IReadOnlyCollection<string> Names => _rows.Keys;

    /// <summary>Sets the option or the template variable of a name.</summary>
    /// <exception cref="ArgumentException">The value is not valid for the option.</exception>
    public static void Set(RequestOptions options, string name, object? value)
    {
        if (_rows.TryGetValue(name, out var set))
        {
            set(options, value);
        }
        else
        {
            options[name] = value;
        }
    }
}
