using System.Dynamic;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Chaining;

/// <summary>Sorts the arguments of a verb on a dynamic chain: options as a whole, options by name, and the caller's token.</summary>
internal static class DynamicArguments
{
    /// <exception cref="ArgumentException">There are two sets of options, or an option is given twice.</exception>
    public static (RequestOptions Options, CancellationToken CancellationToken) Read(CallInfo call, object?[] arguments)
    {
        var positional = arguments.Length - call.ArgumentNames.Count;
        object? whole = null;
        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        CancellationToken cancellationToken = default;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is CancellationToken token)
            {
                cancellationToken = token;
            }
            else if (i >= positional)
            {
                named[call.ArgumentNames[i - positional]] = arguments[i];
            }
            else
            {
                whole = whole is null
                    ? arguments[i]
                    : throw new ArgumentException("A verb takes one set of options; two were passed. Merge them, or pass the rest as named arguments.", nameof(arguments));
            }
        }
        return (named.Count == 0 ? RequestOptions.From(whole) : RequestOptions.From(whole is null ? named : Merged(whole, named)), cancellationToken);
    }

    private static Dictionary<string, object?> Merged(object whole, Dictionary<string, object?> named)
    {
        if (whole is RequestOptions)
        {
            throw new ArgumentException("A RequestOptions and named arguments were passed. Set everything in the RequestOptions.", nameof(whole));
        }
        var merged = new Dictionary<string, object?>(named, StringComparer.Ordinal);
        foreach (var (key, value) in NamedValues.TryRead(whole) ?? [])
        {
            if (!merged.TryAdd(key, value))
            {
                throw new ArgumentException($"The option '{key}' is given twice: in the options and as a named argument.", key);
            }
        }
        return merged;
    }
}
