using System.Globalization;
using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Json;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Notifications;

/// <summary>Reads the JSON of a verified notification, and decrypts its resource.</summary>
internal static class NotificationEnvelope
{
    private static readonly TimeSpan _china = TimeSpan.FromHours(8);

    public static Notification Decrypt(ReadOnlySpan<byte> body, string apiV3Key, AlgorithmSet algorithms)
    {
        var envelope = ReadableJson.Parse(body.ToArray());
        var resource = Member(envelope, "resource");
        var algorithm = Text(resource, "algorithm");
        var cipher = algorithms.FindCipher(algorithm) ?? throw new FormatException(
            $"The resource of the notification is encrypted with {PlainWord.Quote(algorithm)}; AEAD_AES_256_GCM is supported, and "
            + "AEAD_SM4_GCM with the package WeChatPay.Chain.ShangMi.");
        var plaintext = cipher.Decrypt(
            Required(resource, "ciphertext"), apiV3Key, Required(resource, "nonce"), Text(resource, "associated_data"));
        return new Notification(ReadableJson.Parse(Encoding.UTF8.GetBytes(plaintext)))
        {
            Id = Required(envelope, "id"),
            EventType = Required(envelope, "event_type"),
            CreateTime = Time(Text(envelope, "create_time")),
            ResourceType = Text(envelope, "resource_type"),
            Summary = Text(envelope, "summary"),
            OriginalType = Text(resource, "original_type"),
        };
    }

    // Usually RFC 3339. A time without an offset is China's. An unknown format must not lose the notification.
    private static DateTimeOffset? Time(string text) =>
        DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var digits) ? InChina(digits)
        : !DateTime.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind | DateTimeStyles.NoCurrentDateDefault, out var local) ? null
        : local.Kind == DateTimeKind.Unspecified ? InChina(local)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : null;

    // The offset is out of range in the first hours of the calendar, which a time without a date falls on.
    private static DateTimeOffset? InChina(DateTime time) => time.Year > 1 ? new DateTimeOffset(time, _china) : null;

    private static string Required(JsonElement json, string name) => Text(json, name) is { Length: > 0 } text
        ? text
        : throw new FormatException(
            $"The notification was verified, but its field '{name}' is missing or empty. An APIv3 notification is expected; those of APIv2 "
            + "are XML.");

    private static string Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;
}
