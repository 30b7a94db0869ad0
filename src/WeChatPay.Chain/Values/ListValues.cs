using System.Collections;
using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WeChatPay.Chain.Values;

/// <summary>Reads a value that consists of members without names: a list, an array, a JSON array.</summary>
internal static class ListValues
{
    /// <summary>The members, in order; null members are among them.</summary>
    /// <param name="value">A dictionary is a list of pairs here, so ask <see cref="NamedValues"/> first.</param>
    /// <returns>Null when the value is not a list; a string is not one.</returns>
    public static IEnumerable<object?>? TryRead(object value) => PlainValue.From(value) switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } json => json.EnumerateArray().Cast<object?>(),
        IEnumerable items when IsList(items.GetType()) => items.Cast<object?>(),
        _ => null,
    };

    /// <summary>Whether what a value of this type enumerates is all that it consists of.</summary>
    /// <returns>
    /// False for text, bytes, and collections that enumerate something else than their members: names, nodes, groups without their keys.
    /// </returns>
    public static bool IsList(Type type) => type != typeof(string) && type != typeof(byte[]) && type != typeof(char[])
        && !typeof(NameObjectCollectionBase).IsAssignableFrom(type) && type.Namespace != "System.Xml" && !HasKeys(type);

    // What ToLookup and GroupBy make has keys that a list would not show.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "What makes a group names its interface, which is kept then.")]
    private static bool HasKeys(Type type) => type.GetInterfaces().Append(type).Any(candidate => candidate.IsGenericType
        && (candidate.GetGenericTypeDefinition() == typeof(IGrouping<,>) || candidate.GetGenericTypeDefinition() == typeof(ILookup<,>)));
}
