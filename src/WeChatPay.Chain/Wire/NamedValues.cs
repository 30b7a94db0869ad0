using System.Collections;
using System.Text.Json;

namespace WeChatPay.Chain.Wire;

/// <summary>Reads a value that consists of names and values: a dictionary, an object with properties, a JSON object.</summary>
internal static class NamedValues
{
    /// <summary>The names and values, in the order in which the value holds them.</summary>
    /// <param name="value">
    /// Anything that enumerates pairs under string keys, whatever the type of their values; an <see cref="IDictionary"/> all of whose keys
    /// are strings; a JSON object; an anonymous object, or one of a type that the caller wrote, by its public members (<see cref="ObjectMembers"/>).
    /// </param>
    /// <returns>Null when the value has no names; values are as they are, null included.</returns>
    /// <exception cref="ArgumentException">The value has lost members, because the program is trimmed, or has none that can be read.</exception>
    public static IEnumerable<KeyValuePair<string, object?>>? TryRead(object value) => PlainValue.Of(value) switch
    {
        IEnumerable<KeyValuePair<string, object?>> pairs => pairs,
        IDictionary dictionary when dictionary.Keys.Cast<object>().All(key => key is string) => Read(dictionary),
        IEnumerable pairs => PairTypeOf(pairs) is { } type ? Read(pairs, type) : null,
        JsonElement { ValueKind: JsonValueKind.Object } json =>
            json.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, (object?)property.Value)),
        { } plain when ObjectMembers.AreMeant(plain.GetType()) => ObjectMembers.Read(plain, TrimmedProgram.IsRunning),
        _ => null,
    };

    /// <summary>Whether the names are those of members in C#, in which not every character can be written.</summary>
    public static bool AreMembers(object value) => PlainValue.Of(value) is { } plain and not (IEnumerable or JsonElement) && ObjectMembers.AreMeant(plain.GetType());

    private static IEnumerable<KeyValuePair<string, object?>> Read(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return KeyValuePair.Create((string)entry.Key, entry.Value);
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Read(IEnumerable pairs, Type pairType)
    {
        var key = pairType.GetProperty(nameof(KeyValuePair<,>.Key))!;
        var value = pairType.GetProperty(nameof(KeyValuePair<,>.Value))!;
        foreach (var pair in pairs)
        {
            yield return KeyValuePair.Create((string)key.GetValue(pair)!, value.GetValue(pair));
        }
    }

    private static Type? PairTypeOf(IEnumerable pairs) => pairs.GetType().GetInterfaces()
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        .Select(type => type.GetGenericArguments()[0])
        .FirstOrDefault(item => item.IsGenericType
            && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            && item.GetGenericArguments()[0] == typeof(string));
}
