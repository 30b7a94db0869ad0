using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Reads the options of a call from names and values: an anonymous object, a dictionary, or named arguments.</summary>
internal static class OptionsReader
{
    /// <exception cref="ArgumentException">
    /// The options have no names, a name occurs twice, or a value is not valid for its option.
    /// </exception>
    public static RequestOptions Read(object options)
    {
        var read = new RequestOptions();
        var names = new List<string>();
        foreach (var (name, value) in GetPairs(options))
        {
            if (names.Contains(name))
            {
                throw new ArgumentException($"The option '{name}' was passed twice. Pass it once.", name);
            }
            names.Add(name);
            OptionTable.Set(read, name, value);
        }
        return read;
    }

    /// <summary>Gets names and values without converting them.</summary>
    /// <exception cref="ArgumentException">The options have no names.</exception>
    public static IEnumerable<KeyValuePair<string, object?>> GetPairs(object options) =>
        NamedValues.TryRead(options) ?? throw new ArgumentException(
            $"The options are a {TypeLabel.From(options.GetType())}, which has no names. Pass an anonymous object, a dictionary or a "
                + "RequestOptions; pass a JSON body as its key 'json', and a CancellationToken as the argument cancellationToken.",
            nameof(options));
}
