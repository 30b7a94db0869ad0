using System.Dynamic;
using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain.Chaining;

/// <summary>Reads the arguments of a verb on a dynamic chain: an options object, named options, and a cancellation token.</summary>
internal static class DynamicArguments
{
    /// <returns>The options, and the token; <see langword="null"/> if none was passed.</returns>
    /// <exception cref="ArgumentException">Two options objects or two tokens were passed, or an option was passed twice.</exception>
    public static (RequestOptions Options, CancellationToken? CancellationToken) Read(CallInfo call, object?[] arguments)
    {
        var positional = arguments.Length - call.ArgumentNames.Count;
        object? optionsObject = null;
        var named = new List<KeyValuePair<string, object?>>(call.ArgumentNames.Count);
        CancellationToken? cancellationToken = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is CancellationToken token)
            {
                cancellationToken = cancellationToken is null
                    ? token
                    : throw new ArgumentException(
                        "A verb takes one CancellationToken; two were passed. Link them with "
                            + "CancellationTokenSource.CreateLinkedTokenSource.",
                        nameof(arguments));
            }
            else if (i >= positional)
            {
                named.Add(KeyValuePair.Create(call.ArgumentNames[i - positional], arguments[i]));
            }
            else
            {
                optionsObject = optionsObject is null
                    ? arguments[i]
                    : throw new ArgumentException(
                        "A verb takes one options object; two were passed. Merge them, or pass the rest as named arguments.",
                        nameof(arguments));
            }
        }
        return (Merge(optionsObject, named), cancellationToken);
    }

    private static RequestOptions Merge(object? optionsObject, List<KeyValuePair<string, object?>> named) => optionsObject switch
    {
        _ when named.Count == 0 => RequestOptions.From(optionsObject),
        null => RequestOptions.From(named),
        RequestOptions => throw new ArgumentException(
            "A RequestOptions and named arguments were passed. Set all options in the RequestOptions.", nameof(optionsObject)),
        _ => RequestOptions.From(OptionsReader.GetPairs(optionsObject).Concat(named)),
    };
}
