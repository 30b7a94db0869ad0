using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WeChatPay.Chain.Wire;

/// <summary>Tells System.Text.Json how the types of a caller are written, and which cannot be.</summary>
/// <remarks>It is given explicitly, so that JSON works also where a program has the serializer's reflection switched off, as a file-based one has.</remarks>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed program writes without it, see TrimmedProgram.")]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "A program compiled ahead of time is trimmed.")]
internal sealed class CallerTypeResolver : DefaultJsonTypeInfoResolver
{
    /// <summary>Whether an attribute says by which converter values of the type are written.</summary>
    public static bool HasOwnConverter(Type type) => type.IsDefined(typeof(JsonConverterAttribute), inherit: false);

    /// <inheritdoc/>
    public override JsonTypeInfo GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        var info = base.GetTypeInfo(type, options);
        if (info.Kind != JsonTypeInfoKind.None && ReasonAgainst(info) is { } reason)
        {
            // Thrown when a value is met, so that the message shows where; a null is written as null.
            info.OnSerializing = _ => throw new NotSupportedException(reason);
            if (info.Kind == JsonTypeInfoKind.Object)
            {
                info.Properties.Clear();
            }
        }
        return info;
    }

    private static string? ReasonAgainst(JsonTypeInfo info) => info switch
    {
        { Type: var type } when ObjectMembers.IsAwaitable(type) => $"A {TypeLabel.Of(type)} was not awaited. Await it, and pass its result.",
        { Kind: JsonTypeInfoKind.Enumerable } => ListValues.IsList(info.Type) ? null
            : $"A {TypeLabel.Of(info.Type)} is not written as a list of all that it holds. Pass a dictionary or a list.",
        { Kind: not JsonTypeInfoKind.Object } or { PolymorphismOptions: not null } => null,
        { Type: var type } when type == typeof(object) => null,
        { Type: { IsInterface: false } type } when !ObjectMembers.AreMeant(type) =>
            $"A {TypeLabel.Of(type)} is not data that could be sent. Pass what it holds: in an anonymous object, a dictionary, a class of your own or a JsonNode.",
        _ => ForeignNames.Apply(info) ?? ObjectMembers.ReasonAgainst(info.Type, info.Properties.Count(property => property.Get is not null), isTrimmed: false),
    };
}
