using WeChatPay.Chain.Sandbox.Endpoints;
using WeChatPay.Chain.Sandbox.Keys;

namespace WeChatPay.Chain.Sandbox.Notifications;

/// <summary>What a notification says.</summary>
/// <param name="EventType">Such as <c>TRANSACTION.SUCCESS</c>.</param>
/// <param name="Summary">The text for people.</param>
/// <param name="OriginalType">What the resource is, such as <c>transaction</c>.</param>
/// <param name="Resource">Written as JSON and encrypted.</param>
internal sealed record NotificationContent(string EventType, string Summary, string OriginalType, object Resource)
{
    /// <summary>The body, which stays the same however often it is posted.</summary>
    public byte[] Write(string id, DateTimeOffset now, string apiV3Key)
    {
        var encrypted = ResourceCipher.Encrypt(SandboxResponse.Json(Resource).Body, OriginalType, apiV3Key);
        return SandboxResponse.Json(new
        {
            id,
            create_time = PlatformTime.Rfc3339(now),
            resource_type = "encrypt-resource",
            event_type = EventType,
            summary = Summary,
            resource = new
            {
                original_type = OriginalType,
                algorithm = ResourceCipher.Algorithm,
                ciphertext = encrypted.Ciphertext,
                associated_data = OriginalType,
                nonce = encrypted.Nonce,
            },
        }).Body;
    }
}
