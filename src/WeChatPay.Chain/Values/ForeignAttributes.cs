using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WeChatPay.Chain.Values;

/// <summary>Supports the attributes with which other serializers name members, so that classes written for them work here.</summary>
/// <remarks>
/// Names in <c>[JsonProperty("out_trade_no")]</c> of Newtonsoft.Json and <c>[DataMember(Name = …)]</c> are used. Members that
/// <c>[IgnoreDataMember]</c> or a <c>[DataContract]</c> omits are not written. Any other use of Newtonsoft.Json's attributes is an error,
/// so that it is not silently ignored. They are matched by name, because this library does not depend on Newtonsoft.Json.
/// </remarks>
internal static class ForeignAttributes
{
    private const string Namespace = "Newtonsoft.Json";
    private const string Property = $"{Namespace}.JsonPropertyAttribute";
    private const string Converter = $"{Namespace}.JsonConverterAttribute";
    private const string EnumTexts = $"{Namespace}.Converters.StringEnumConverter";
    private const string PropertyName = nameof(PropertyName);

    /// <summary>Applies the attributes to the members.</summary>
    /// <returns>A message about an attribute that is not supported, or null.</returns>
    public static string? Apply(JsonTypeInfo info)
    {
        if (ObjectMembers.IsAnonymous(info.Type))
        {
            // An anonymous type cannot have attributes.
            return null;
        }
        if (GetForeignAttributes(info.Type).FirstOrDefault() is { } ofType)
        {
            return Describe(info.Type, ofType);
        }
        var isOptIn = info.Type.IsDefined(typeof(DataContractAttribute), inherit: false);
        foreach (var property in info.Properties.Where(property => property.Get is not null || property.Set is not null))
        {
            if (property.AttributeProvider is not MemberInfo member)
            {
                continue;
            }
            if (GetForeignAttributes(member)
                .FirstOrDefault(attribute => !SpecifiesOnlyName(attribute) && !IsRedundant(attribute, property.PropertyType)) is { } more)
            {
                return Describe(info.Type, more, member.Name);
            }
            if (IsLeftOut(member, isOptIn))
            {
                property.Get = null;
            }
            if (GetName(member) is { } name && !member.IsDefined(typeof(JsonPropertyNameAttribute)))
            {
                property.Name = name;
            }
        }
        return null;
    }

    private static IEnumerable<CustomAttributeData> GetForeignAttributes(MemberInfo member) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.Namespace == Namespace);

    private static string? GetName(MemberInfo member) =>
        GetForeignAttributes(member).Where(attribute => attribute.AttributeType.FullName == Property)
            .SelectMany(attribute =>
                attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.TypedValue)))
            .FirstOrDefault().Value as string
        ?? member.GetCustomAttribute<DataMemberAttribute>()?.Name;

    private static bool IsLeftOut(MemberInfo member, bool isOptIn) =>
        member.IsDefined(typeof(IgnoreDataMemberAttribute)) || (isOptIn && !HasName(member));

    private static bool HasName(MemberInfo member) =>
        member.IsDefined(typeof(DataMemberAttribute))
        || member.IsDefined(typeof(JsonPropertyNameAttribute))
        || GetForeignAttributes(member).Any();

    private static bool SpecifiesOnlyName(CustomAttributeData attribute) =>
        attribute.AttributeType.FullName == Property && attribute.NamedArguments.All(argument => argument.MemberName == PropertyName);

    private static bool IsRedundant(CustomAttributeData attribute, Type type) =>
        attribute.AttributeType.FullName == Converter && attribute.ConstructorArguments is [{ Value: Type { FullName: EnumTexts } }]
        && (Nullable.GetUnderlyingType(type) ?? type).IsEnum;

    private static string Describe(Type type, CustomAttributeData attribute, string? member = null) =>
        $"{TypeLabel.From(type)}{(member is null ? "" : $".{member}")} has the Newtonsoft.Json attribute "
        + $"[{attribute.AttributeType.Name.Replace("Attribute", "", StringComparison.Ordinal)}], which is not supported here.";
}
