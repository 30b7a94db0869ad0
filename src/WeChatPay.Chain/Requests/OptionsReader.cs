using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Reads the options of a call from names and values: an anonymous object, a dictionary, or named arguments.</summary>
internal static class OptionsReader
{
    /// <exception cref="ArgumentException">There are no names, a name comes twice, or a value is not one of its option's.</exception>
    public static RequestOptions Read(object options)
    {
        var read = new RequestOptions();
        var names = new List<string>();
        foreach (var (name, value) in GetPairs(options))
        {
            if (names.Contains(name))
            {
                throw new ArgumentException($"The option '{name}' is given twice. Pass it once.", name);
            }
            names.Add(name);
            OptionTable.Set(read, name, value);
        }
        return read;
    }

    /// <summary>Gets names and values as they are.</summary>
    /// <exception cref="ArgumentException">There are no names.</exception>
    public static IEnumerable<KeyValuePair<string, object?>> GetPairs(object options) => NamedValues.TryRead(options) ?? throw new ArgumentException(
        $"The options are a {TypeLabel.From(options.GetType())}, which has no names. Pass an anonymous object, a dictionary or a RequestOptions; "
        + "a JSON body goes into its key 'json', and a CancellationToken into the argument cancellationToken.",
        nameof(options));
}
