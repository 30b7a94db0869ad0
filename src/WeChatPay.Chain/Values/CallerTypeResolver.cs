using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WeChatPay.Chain.Values;

/// <summary>Provides System.Text.Json with the contracts of the caller's types, and rejects types that cannot be written.</summary>
/// <remarks>
/// It is given explicitly, so that JSON works also where a program has the serializer's reflection switched off, as a file-based one has.
/// </remarks>
/// <param name="isReading">
/// Whether values are read. Then only the names of the members count, and any type is fine that the serializer can read.
/// </param>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed program writes without it, see TrimmedProgram.")]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "A program compiled ahead of time is trimmed.")]
internal sealed class CallerTypeResolver(bool isReading = false) : DefaultJsonTypeInfoResolver
{
    /// <summary>Whether an attribute specifies the converter of the type.</summary>
    public static bool HasOwnConverter(Type type) => type.IsDefined(typeof(JsonConverterAttribute), inherit: false);

    /// <inheritdoc/>
    public override JsonTypeInfo GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        var info = base.GetTypeInfo(type, options);
        if (isReading)
        {
            PrepareReading(info);
        }
        else if (info.Kind != JsonTypeInfoKind.None)
        {
            PrepareWriting(info);
        }
        return info;
    }

    // Throws when a value is read, so that the message shows its path. Null values are allowed.
    private static void PrepareReading(JsonTypeInfo info)
    {
        if (info.Kind == JsonTypeInfoKind.Object && ObjectMembers.CanRead(info.Type) && ForeignAttributes.Apply(info) is { } reason)
        {
            info.OnDeserializing = _ => throw new NotSupportedException(
                $"{reason} Use the attribute of System.Text.Json.Serialization, or read Body with Newtonsoft.Json.");
        }
    }

    private static void PrepareWriting(JsonTypeInfo info)
    {
        if (FindProblem(info) is { } reason)
        {
            info.OnSerializing = _ => throw new NotSupportedException(reason);
            if (info.Kind == JsonTypeInfoKind.Object)
            {
                info.Properties.Clear();
            }
        }
        else if (info is { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null, Type.IsSealed: false } && info.Type != typeof(object))
        {
            info.OnSerializing += value => CheckWhole(info, value);
        }
    }

    // The serializer writes only the members of the declared type, and silently omits those of a derived type.
    private static void CheckWhole(JsonTypeInfo declared, object value)
    {
        if (value.GetType() != declared.Type && FindLost(declared, value.GetType()) is { } lost)
        {
            throw new NotSupportedException(
                $"A {TypeLabel.From(value.GetType())} is declared as {TypeLabel.From(declared.Type)}, and would lose '{lost}'. "
                + $"Declare it as its own type or as object, or add it to {TypeLabel.From(declared.Type)} as a [JsonDerivedType].");
        }
    }

    private static string? FindLost(JsonTypeInfo declared, Type actual) => declared.Options.GetTypeInfo(actual).Properties
        .FirstOrDefault(own => own.Get is not null && declared.Properties.All(known => known.Name != own.Name))?.Name;

    private static string? FindProblem(JsonTypeInfo info) => info switch
    {
        { Type: var type } when ObjectMembers.IsAwaitable(type) =>
            $"A {TypeLabel.From(type)} was not awaited. Await it, and pass its result.",
        { Kind: JsonTypeInfoKind.Enumerable } => ListValues.IsList(info.Type) ? null
            : $"A {TypeLabel.From(info.Type)} cannot be written completely as a list. Pass a dictionary or a list.",
        { Kind: not JsonTypeInfoKind.Object } or { PolymorphismOptions: not null } => null,
        { Type: var type } when type == typeof(object) => null,
        { Type: { IsInterface: false } type } when !ObjectMembers.CanRead(type) =>
            $"A {TypeLabel.From(type)} is not data that can be sent. Pass its content as an anonymous object, a "
            + "dictionary, your own class or a JsonNode.",
        _ when ForeignAttributes.Apply(info) is { } foreign =>
            $"{foreign} Use the attribute of System.Text.Json.Serialization, or pass JObject.FromObject(…).",
        _ => ObjectMembers.FindProblem(info.Type, info.Properties.Count(property => property.Get is not null)),
    };
}
