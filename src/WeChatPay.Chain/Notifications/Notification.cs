using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WeChatPay.Chain.Responses;

namespace WeChatPay.Chain.Notifications;

/// <summary>An APIv3 notification that was verified and decrypted.</summary>
public sealed class Notification
{
    internal Notification(JsonElement resource) => Resource = resource;

    /// <summary>
    /// Gets the ID of the notification. The platform sends a notification again under the same ID, sometimes twice at the same time.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Gets the type of the event, such as <c>TRANSACTION.SUCCESS</c> or <c>REFUND.SUCCESS</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>
    /// Gets the time of the event, with the platform's offset, or <c>+08:00</c> if it has none, as in <c>20180225112233</c>.
    /// <see langword="null"/> if it is absent or not a time.
    /// </summary>
    public required DateTimeOffset? CreateTime { get; init; }

    /// <summary>Gets the type of the resource, currently always <c>encrypt-resource</c>. Empty if absent.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Gets a short description, usually in Chinese. Empty if absent.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets the type of the decrypted resource, such as <c>transaction</c> or <c>refund</c>. Empty if absent.</summary>
    public required string OriginalType { get; init; }

    /// <summary>Gets the decrypted resource as JSON.</summary>
    public JsonElement Resource { get; }

    /// <summary>
    /// Gets the decrypted resource with its fields as dynamic members, such as <c>notification.Data.out_trade_no</c>. A missing field is
    /// <see langword="null"/>.
    /// </summary>
    public dynamic Data => field ??= ResponseNode.Create(Resource);

    /// <summary>Deserializes the decrypted resource.</summary>
    /// <typeparam name="T">A type whose properties have the names of the fields, or attributes that specify them.</typeparam>
    /// <exception cref="JsonException">The resource cannot be read as <typeparamref name="T"/>.</exception>
    /// <exception cref="NotSupportedException">The program is trimmed.</exception>
    [RequiresUnreferencedCode("A trimmed program needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    [RequiresDynamicCode("A program compiled ahead of time needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    public T? ReadAs<T>() => JsonReading.Read<T>(Resource);

    /// <summary>Deserializes the decrypted resource without reflection.</summary>
    /// <typeparam name="T">A type in a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</typeparam>
    /// <param name="typeInfo">The metadata of the type, such as <c>MyJson.Default.Order</c>.</param>
    /// <exception cref="JsonException">The resource cannot be read as <typeparamref name="T"/>.</exception>
    public T? ReadAs<T>(JsonTypeInfo<T> typeInfo) => Resource.Deserialize(typeInfo);

    /// <summary>Returns the event type and the ID, without the resource.</summary>
    public override string ToString() => $"{EventType} {Id}";
}
