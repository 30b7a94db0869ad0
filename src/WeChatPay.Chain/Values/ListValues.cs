using System.Collections;
using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WeChatPay.Chain.Values;

/// <summary>Reads lists, arrays and JSON arrays.</summary>
internal static class ListValues
{
    /// <summary>Reads the members in order, including null.</summary>
    /// <param name="value">The value. A dictionary is a list of pairs here, so try <see cref="NamedValues"/> first.</param>
    /// <returns>The members, or null if the value is not a list. A string is not a list.</returns>
    public static IEnumerable<object?>? TryRead(object value) => JsonUnwrapper.Unwrap(value) switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } json => json.EnumerateArray().Cast<object?>(),
        IEnumerable items when IsList(items.GetType()) => items.Cast<object?>(),
        _ => null,
    };

    /// <summary>Whether the enumeration of a value of this type is its complete content.</summary>
    /// <returns>
    /// False for text, bytes, and collections that enumerate names, nodes, or groups without their keys.
    /// </returns>
    public static bool IsList(Type type) => type != typeof(string) && type != typeof(byte[]) && type != typeof(char[])
        && !typeof(NameObjectCollectionBase).IsAssignableFrom(type) && type.Namespace != "System.Xml" && !HasKeys(type);

    // The results of ToLookup and GroupBy have keys, which a list would lose.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "What makes a group names its interface, which is kept then.")]
    private static bool HasKeys(Type type) => type.GetInterfaces().Append(type).Any(candidate => candidate.IsGenericType
        && (candidate.GetGenericTypeDefinition() == typeof(IGrouping<,>) || candidate.GetGenericTypeDefinition() == typeof(ILookup<,>)));
}
