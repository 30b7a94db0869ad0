using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeChatPay.Chain.Values;

/// <summary>Reads dictionaries, objects and JSON objects as names and values.</summary>
internal static class NamedValues
{
    /// <summary>Reads the names and values in order.</summary>
    /// <param name="value">
    /// Any enumerable of pairs with string keys; an <see cref="IDictionary"/> with string keys; a JSON object; an anonymous object, or an
    /// object of the caller's type, by its public members (<see cref="ObjectMembers"/>).
    /// </param>
    /// <returns>The names and values, which may be null; or null if the value has no names.</returns>
    /// <exception cref="ArgumentException">Members are missing because the program is trimmed, or cannot be read.</exception>
    public static IEnumerable<KeyValuePair<string, object?>>? TryRead(object value) => JsonUnwrapper.Unwrap(value) switch
    {
        IEnumerable<KeyValuePair<string, object?>> pairs => pairs,
        IDictionary dictionary when dictionary.Keys.Cast<object>().All(key => key is string) => Read(dictionary),
        // Without reflection, which the pairs of any other type need and natively compiled programs lack.
        JsonObject members => members.Select(member => KeyValuePair.Create(member.Key, (object?)member.Value)),
        IEnumerable<KeyValuePair<string, string?>> texts => texts.Select(text => KeyValuePair.Create(text.Key, (object?)text.Value)),
        IEnumerable pairs => FindPairInterface(pairs) is { } sequence ? Read(pairs, sequence) : null,
        JsonElement { ValueKind: JsonValueKind.Object } json =>
            json.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, (object?)property.Value)),
        { } plain when ObjectMembers.CanRead(plain.GetType()) => ObjectMembers.Read(plain, TrimmedProgram.IsRunning),
        _ => null,
    };

    /// <summary>Whether the names are those of C# members, which cannot contain every character.</summary>
    public static bool IsObject(object value) =>
        JsonUnwrapper.Unwrap(value) is { } plain and not (IEnumerable or JsonElement) && ObjectMembers.CanRead(plain.GetType());

    private static IEnumerable<KeyValuePair<string, object?>> Read(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return KeyValuePair.Create((string)entry.Key, entry.Value);
        }
    }

    // Through the interface of the pairs, because a JObject enumerates other objects through IEnumerable.
    [UnconditionalSuppressMessage("Trimming", "IL2065", Justification = "Pairs whose properties a trimmer removed are rejected.")]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Pairs whose properties a trimmer removed are rejected.")]
    private static IEnumerable<KeyValuePair<string, object?>> Read(IEnumerable pairs, Type sequence)
    {
        var type = sequence.GetGenericArguments()[0];
        var key = type.GetProperty(nameof(KeyValuePair<,>.Key)) ?? throw Trimmed(pairs);
        var value = type.GetProperty(nameof(KeyValuePair<,>.Value)) ?? throw Trimmed(pairs);
        var enumerator = (IEnumerator)(sequence.GetMethod(nameof(IEnumerable.GetEnumerator)) ?? throw Trimmed(pairs)).Invoke(pairs, null)!;
        using var _ = enumerator as IDisposable;
        while (enumerator.MoveNext())
        {
            yield return KeyValuePair.Create((string)key.GetValue(enumerator.Current)!, value.GetValue(enumerator.Current));
        }
    }

    private static ArgumentException Trimmed(IEnumerable pairs) => new(
        $"A {TypeLabel.From(pairs.GetType())} cannot be read in this program, which is trimmed or natively compiled. "
            + TrimmedProgram.Remedy);

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Without the interface they are a list of pairs: rejected.")]
    private static Type? FindPairInterface(IEnumerable pairs) => pairs.GetType().GetInterfaces().FirstOrDefault(type => type.IsGenericType
        && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)
        && type.GetGenericArguments() is [{ IsGenericType: true } item]
        && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
        && item.GetGenericArguments()[0] == typeof(string));
}
