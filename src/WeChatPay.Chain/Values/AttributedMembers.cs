using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WeChatPay.Chain.Values;

/// <summary>Reads the members of an object of the caller's type, according to their JSON attributes.</summary>
/// <remarks>Queries, APIv2 fields and headers have the same members as a JSON body, without those that <c>[JsonIgnore]</c> hides.</remarks>
internal static class AttributedMembers
{
    private static readonly JsonSerializerOptions _options = new() { TypeInfoResolver = new CallerTypeResolver(), IncludeFields = true };

    /// <exception cref="ArgumentException">The type has no members, or an attribute applies to JSON only.</exception>
    public static IReadOnlyList<KeyValuePair<string, object?>> Read(object value)
    {
        var info = GetTypeInfo(value);
        if (info.Kind != JsonTypeInfoKind.Object)
        {
            throw NeedsJson(value.GetType());
        }
        if (info.Properties.FirstOrDefault(IsForJsonOnly) is { } special)
        {
            throw NeedsJson(value.GetType(), special.Name);
        }
        var members = new List<KeyValuePair<string, object?>>();
        foreach (var property in info.Properties)
        {
            if (property.Get is not { } get)
            {
                continue;
            }
            var member = get(value);
            if (property.ShouldSerialize?.Invoke(value, member) != false)
            {
                members.Add(KeyValuePair.Create(property.Name, member));
            }
        }
        return members;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Not reached in a trimmed program.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "A program compiled ahead of time is trimmed, and does not reach this.")]
    private static JsonTypeInfo GetTypeInfo(object value)
    {
        try
        {
            var info = _options.GetTypeInfo(value.GetType());
            // Throws when the type cannot be written.
            info.OnSerializing?.Invoke(value);
            return info;
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            throw new ArgumentException(exception.Message, exception);
        }
    }

    private static bool IsForJsonOnly(JsonPropertyInfo property) =>
        property.IsExtensionData || (property.CustomConverter is not null && !IsEnum(property.PropertyType));

    private static bool IsEnum(Type type) => (Nullable.GetUnderlyingType(type) ?? type).IsEnum;

    private static ArgumentException NeedsJson(Type type, string? member = null) => new(
        $"{TypeLabel.From(type)}{(member is null ? "" : $".{member}")} has an attribute that controls how it is written as JSON, which is "
            + "not supported elsewhere. Pass an anonymous object or a dictionary.");
}
