using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Serialization;

namespace WeChatPay.Chain.Values;

/// <summary>Converts members of enums to text: the text of an attribute, or else the name.</summary>
internal static class EnumText
{
    /// <exception cref="ArgumentException">
    /// The value is not a member, or the program is trimmed, so that the attribute may be missing.
    /// </exception>
    public static string From(Enum value) => From(value, TrimmedProgram.IsRunning);

    /// <inheritdoc cref="From(Enum)"/>
    public static string From(Enum value, bool isTrimmed) => value.GetType() switch
    {
        { } type when isTrimmed => throw new ArgumentException(
            $"The attributes that name the members of the enum {TypeLabel.From(type)} may have been removed, because the program is "
                + "trimmed. Pass the text instead."),
        { } type when Enum.GetName(type, value) is { } name => From(type, name),
        var type => throw new ArgumentException(
            $"{value} is not a member of the enum {TypeLabel.From(type)}. Pass a member, or the text that the platform documents."),
    };

    /// <summary>Finds the member with a text.</summary>
    /// <returns>The member, or null.</returns>
    public static object? Find(Type type, string text)
    {
        if (Enum.GetNames(type).FirstOrDefault(name => From(type, name) == text) is { } name)
        {
            return Enum.Parse(type, name);
        }
        return Enum.TryParse(type, text, ignoreCase: true, out var value) && Enum.IsDefined(type, value) ? value : null;
    }

    // By name, because .NET 8 has the attribute only with a later version of System.Text.Json.
    private static string? GetJsonName(FieldInfo field) => field.CustomAttributes
        .FirstOrDefault(attribute => attribute.AttributeType.FullName == "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute")
        ?.ConstructorArguments[0].Value as string;

    [UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "The fields of an enum are never removed, and in a trimmed program this is not reached.")]
    private static string From(Type type, string name)
    {
        var field = type.GetField(name)!;
        return GetJsonName(field) ?? field.GetCustomAttribute<EnumMemberAttribute>()?.Value ?? name;
    }
}
