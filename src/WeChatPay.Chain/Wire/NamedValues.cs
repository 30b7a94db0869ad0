using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace WeChatPay.Chain.Wire;

/// <summary>Reads a value that consists of names and values: a dictionary, an object with properties, a JSON object.</summary>
internal static class NamedValues
{
    /// <summary>The names and values, in the order in which the value holds them.</summary>
    /// <param name="value">
    /// Anything that enumerates pairs under string keys, whatever the type of their values; an <see cref="IDictionary"/> all of whose keys
    /// are strings; a JSON object; an anonymous object, or one of a type that the caller wrote, by its public readable properties. The types
    /// of the framework and of this library have no names: their properties (a task's, a stream's) were hardly meant.
    /// </param>
    /// <returns>Null when the value has no names; values are as they are, null included.</returns>
    public static IEnumerable<KeyValuePair<string, object?>>? TryRead(object value) => value switch
    {
        IEnumerable<KeyValuePair<string, object?>> pairs => pairs,
        IDictionary dictionary when dictionary.Keys.Cast<object>().All(key => key is string) => Read(dictionary),
        IEnumerable pairs => PairTypeOf(pairs) is { } type ? Read(pairs, type) : null,
        JsonElement { ValueKind: JsonValueKind.Object } json =>
            json.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, (object?)property.Value)),
        _ when IsAnonymous(value.GetType()) || IsOfTheCaller(value.GetType()) =>
            PropertiesOf(value.GetType()).Select(property => KeyValuePair.Create(property.Name, property.GetValue(value))),
        _ => null,
    };

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

    // No attribute says "anonymous"; the compilers of C#, VB and F# all put the word into the type's name.
    private static bool IsAnonymous(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    // Down to its last base: what derives from a stream, a task or an enum is one, whoever wrote it.
    private static bool IsOfTheCaller(Type type)
    {
        var last = type;
        while (!IsOfTheFramework(last) && last.Assembly != typeof(NamedValues).Assembly)
        {
            last = last.BaseType!;
        }
        return last != type && (last == typeof(object) || last == typeof(ValueType));
    }

    private static bool IsOfTheFramework(Type type) => type.Namespace?.Split('.')[0] is "System" or "Microsoft";

    // A property that a derived type hides is there twice, the nearest first.
    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
        .DistinctBy(property => property.Name);
}
