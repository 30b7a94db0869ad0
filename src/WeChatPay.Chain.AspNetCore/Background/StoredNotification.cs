using WeChatPay.Chain.AspNetCore.Endpoints;

namespace WeChatPay.Chain.AspNetCore;

/// <summary>A notification as it was received, which is handled in the background.</summary>
/// <param name="Key">Identifies the notification.</param>
/// <param name="Client">The registered name of the client that verified it; empty for the default client.</param>
/// <param name="Headers">The headers that its signature needs; empty for APIv2, whose signature is in the body.</param>
/// <param name="Body">The body, exactly as received.</param>
/// <param name="ReceivedAt">When it was received and verified.</param>
/// <param name="Attempt">The number of attempts to handle it, including the current one.</param>
public sealed record StoredNotification(
    NotificationKey Key,
    string Client,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body,
    DateTimeOffset ReceivedAt,
    int Attempt)
{
    /// <summary>The delivery, which a store in memory keeps, so that it does not have to be verified again.</summary>
    internal NotificationDelivery? Delivery { get; init; }
}
