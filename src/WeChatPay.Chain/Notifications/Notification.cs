using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WeChatPay.Chain.Responses;

namespace WeChatPay.Chain.Notifications;

/// <summary>A notification that was verified and opened.</summary>
public sealed class Notification
{
    internal Notification(JsonElement resource) => Resource = resource;

    /// <summary>Identifies the notification: the platform repeats it under the same id, and sometimes sends it twice at once.</summary>
    public required string Id { get; init; }

    /// <summary>What happened, such as <c>TRANSACTION.SUCCESS</c> or <c>REFUND.SUCCESS</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>
    /// When it happened, with the platform's offset; <c>+08:00</c> where the platform sends none, as in <c>20180225112233</c>. Null when
    /// it is absent or not a time.
    /// </summary>
    public required DateTimeOffset? CreateTime { get; init; }

    /// <summary>The kind of the resource; <c>encrypt-resource</c> so far. Empty when absent.</summary>
    public required string ResourceType { get; init; }

    /// <summary>A few words for people, mostly Chinese. Empty when absent.</summary>
    public required string Summary { get; init; }

    /// <summary>What the resource is, such as <c>transaction</c> or <c>refund</c>. Empty when absent.</summary>
    public required string OriginalType { get; init; }

    /// <summary>The opened resource as JSON.</summary>
    public JsonElement Resource { get; }

    /// <summary>The opened resource with its fields as dynamic members: <c>notification.Data.out_trade_no</c>. A field that is missing is null.</summary>
    public dynamic Data => field ??= ResponseNode.Create(Resource);

    /// <summary>The opened resource as an object of the caller's.</summary>
    /// <typeparam name="T">A type whose properties bear the names on the wire, or say them with an attribute.</typeparam>
    /// <exception cref="JsonException">The resource does not fit <typeparamref name="T"/>.</exception>
    /// <exception cref="NotSupportedException">The program is trimmed.</exception>
    [RequiresUnreferencedCode("A trimmed program needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    [RequiresDynamicCode("A program compiled ahead of time needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    public T? ReadAs<T>() => JsonReading.Read<T>(Resource);

    /// <summary>The opened resource as an object of the caller's, without reflection.</summary>
    /// <typeparam name="T">A type that a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> knows.</typeparam>
    /// <param name="typeInfo">Its metadata, such as <c>MyJson.Default.Order</c>.</param>
    /// <exception cref="JsonException">The resource does not fit <typeparamref name="T"/>.</exception>
    public T? ReadAs<T>(JsonTypeInfo<T> typeInfo) => Resource.Deserialize(typeInfo);

    /// <summary>Event and id; nothing of the resource.</summary>
    public override string ToString() => $"{EventType} {Id}";
}
