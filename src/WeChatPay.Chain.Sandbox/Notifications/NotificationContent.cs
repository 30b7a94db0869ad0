using WeChatPay.Chain.Sandbox.Endpoints;
using WeChatPay.Chain.Sandbox.Keys;

namespace WeChatPay.Chain.Sandbox.Notifications;

/// <summary>The content of a notification.</summary>
/// <param name="EventType">The event type, such as <c>TRANSACTION.SUCCESS</c>.</param>
/// <param name="Summary">A description for people.</param>
/// <param name="OriginalType">The type of the resource, such as <c>transaction</c>.</param>
/// <param name="Resource">The resource, which is serialized to JSON and encrypted.</param>
internal sealed record NotificationContent(string EventType, string Summary, string OriginalType, object Resource)
{
    /// <summary>Writes the body, which is the same in every delivery.</summary>
    public byte[] WriteBody(string id, DateTimeOffset now, string apiV3Key)
    {
        var encrypted = ResourceCipher.Encrypt(SandboxResponse.Json(Resource).BodyBytes, OriginalType, apiV3Key);
        return SandboxResponse.Json(new
        {
            id,
            create_time = PlatformTime.ToRfc3339(now),
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
        }).BodyBytes;
    }
}
