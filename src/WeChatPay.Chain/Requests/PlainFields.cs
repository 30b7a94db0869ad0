using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>
/// Recognizes dictionaries of text, numbers, lists and such dictionaries, which <see cref="JsonTree"/> writes like the serializer.
/// </summary>
internal static class PlainFields
{
    // That of the serializer, which reports what is deeper, or contains itself.
    private const int MaxDepth = 64;

    private static readonly ConditionalWeakTable<Type, StrongBox<bool>> _dictionaries = [];

    public static bool IsPlain(object value) => IsDictionary(value.GetType()) && IsPlain(value, depth: 0);

    private static bool IsPlain(object? value, int depth) => value switch
    {
        null or string or bool or int or long or decimal or Sensitive => true,
        _ when depth > MaxDepth => false,
        IReadOnlyDictionary<string, object?> fields when IsDictionary(fields.GetType()) => AreFieldsPlain(fields, depth),
        IEnumerable items when FindItemType(items.GetType()) is { } type => AreItemsPlain(items, type, depth),
        _ => false,
    };

    private static bool AreFieldsPlain(IReadOnlyDictionary<string, object?> fields, int depth)
    {
        foreach (var (_, value) in fields)
        {
            if (!IsPlain(value, depth + 1))
            {
                return false;
            }
        }
        return true;
    }

    // The serializer writes items as their declared type, of which the actual one may be derived.
    private static bool AreItemsPlain(IEnumerable items, Type type, int depth)
    {
        foreach (var item in items)
        {
            if ((item is not null && type != typeof(object) && item.GetType() != type) || !IsPlain(item, depth + 1))
            {
                return false;
            }
        }
        return true;
    }

    private static Type? FindItemType(Type type) => type switch
    {
        { IsSZArray: true } => type.GetElementType(),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(List<>) || IsCollectionExpression(type) =>
            type.GetGenericArguments()[0],
        _ => null,
    } is { } item && (IsScalar(item) || item == typeof(object) || IsDictionary(item)) ? item : null;

    // The type that the compiler makes for [a, b] where the target is an interface.
    private static bool IsCollectionExpression(Type type) => type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal);

    private static bool IsScalar(Type type) => type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(long)
        || type == typeof(decimal) || type == typeof(Sensitive);

    private static bool IsDictionary(Type type) =>
        type == typeof(Dictionary<string, object?>) || _dictionaries.GetValue(type, static type => new(HasOneContract(type))).Value;

    // Of several contracts, and in the presence of attributes, the serializer may choose another one.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A trimmed program does not ask.")]
    private static bool HasOneContract(Type type) =>
        Array.FindAll(type.GetInterfaces(), IsContract) is [var contract]
        && contract == typeof(IReadOnlyDictionary<string, object?>)
        && !type.IsDefined(typeof(JsonAttribute), inherit: true)
        && !ObjectMembers.IsAwaitable(type);

    private static bool IsContract(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(IReadOnlyDictionary<,>)
            || definition == typeof(IDictionary<,>)
            || definition == typeof(IAsyncEnumerable<>));
}
