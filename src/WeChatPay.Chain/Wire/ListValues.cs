using System.Collections;
using System.Text.Json;

namespace WeChatPay.Chain.Wire;

/// <summary>Reads a value that consists of members without names: a list, an array, a JSON array.</summary>
internal static class ListValues
{
    /// <summary>The members, in order; null members are among them.</summary>
    /// <param name="value">A dictionary is a list of pairs here, so ask <see cref="NamedValues"/> first.</param>
    /// <returns>Null when the value is no list; a string is none.</returns>
    public static IEnumerable<object?>? TryRead(object value) => value switch
    {
        string => null,
        IEnumerable items => items.Cast<object?>(),
        JsonElement { ValueKind: JsonValueKind.Array } json => json.EnumerateArray().Cast<object?>(),
        _ => null,
    };
}
