using System.Diagnostics.CodeAnalysis;
using System.Dynamic;
using System.Reflection;

namespace WeChatPay.Chain.Values;

/// <summary>Reads the public properties and fields of anonymous objects and of objects of the caller's types.</summary>
internal static class ObjectMembers
{
    /// <summary>Whether objects of the type are read by their members.</summary>
    /// <returns>
    /// False for the types of the framework and of this library: their properties (a task's, a stream's) were hardly meant.
    /// </returns>
    public static bool CanRead(Type type) => IsAnonymous(type)
        || (IsCallerType(type)
            && !IsAwaitable(type)
            && !IsAsyncSequence(type)
            && !typeof(IDynamicMetaObjectProvider).IsAssignableFrom(type));

    /// <summary>Names and values, in the order of declaration.</summary>
    /// <param name="value">Of a type that <see cref="CanRead"/> accepts.</param>
    /// <param name="isTrimmed">Whether the program is trimmed, where nothing but <c>new { }</c> is known to be whole.</param>
    /// <exception cref="ArgumentException">
    /// Members are or may be missing, the type has no members, or an attribute applies to JSON only.
    /// </exception>
    public static IReadOnlyList<KeyValuePair<string, object?>> Read(object value, bool isTrimmed)
    {
        var type = value.GetType();
        if (isTrimmed)
        {
            return IsEmptyAnonymous(type) ? [] : throw new ArgumentException(
                $"The properties of {Describe(type)} may have been removed, because the program is trimmed or compiled ahead of time. "
                + TrimmedProgram.Remedy);
        }
        return IsAnonymous(type) ? AnonymousType.Get(type).Read(value) : AttributedMembers.Read(value);
    }

    /// <summary>Finds a reason why the members of a type are incomplete.</summary>
    /// <param name="type">A type that <see cref="CanRead"/> accepts.</param>
    /// <param name="readable">The number of members that can be read.</param>
    /// <returns>A message, or null if the members are complete.</returns>
    public static string? FindProblem(Type type, int readable) => type switch
    {
        // The compilers give an anonymous type one type parameter for each property.
        _ when IsAnonymous(type) => readable < type.GetGenericArguments().Length
            ? $"An anonymous object has lost properties, because the program is trimmed. {TrimmedProgram.Remedy}"
            : null,
        _ when readable == 0 =>
            $"A {TypeLabel.From(type)} has no public property or field that can be sent. Pass an anonymous object or a dictionary.",
        _ => null,
    };

    /// <summary>Whether the type is anonymous: <c>new { … }</c>.</summary>
    // By name, because no attribute marks it. C#, F# and VB use characters that are not valid in identifiers.
    public static bool IsAnonymous(Type type) =>
        type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal)
        || type.Name.StartsWith("VB$AnonymousType", StringComparison.Ordinal);

    /// <summary>Whether the type is awaitable.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A trimmed program reads no object by its members.")]
    public static bool IsAwaitable(Type type) =>
        type.GetMethod("GetAwaiter", BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes) is not null;

    private static bool IsEmptyAnonymous(Type type) => IsAnonymous(type) && !type.IsGenericType;

    private static string Describe(Type type) => IsAnonymous(type) ? "an anonymous object" : $"a {TypeLabel.From(type)}";

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A trimmed program reads no object by its members.")]
    private static bool IsAsyncSequence(Type type) =>
        type.GetInterfaces()
            .Any(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));

    // Looks at all base types, because a type that derives from a stream, a task or an enum is not data.
    private static bool IsCallerType(Type type)
    {
        var last = type;
        while (last is { IsInterface: false } && !IsFrameworkType(last) && last.Assembly != typeof(ObjectMembers).Assembly)
        {
            last = last.BaseType!;
        }
        return last != type && (last == typeof(object) || last == typeof(ValueType));
    }

    private static bool IsFrameworkType(Type type) => type.Namespace?.Split('.')[0] is "System" or "Microsoft";
}
