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

    public static Notification Decrypt(byte[] body, string apiV3Key, AlgorithmSet algorithms)
    {
        var envelope = ReadableJson.Parse(body);
        var resource = envelope.GetMember("resource");
        var algorithm = resource.GetText("algorithm") ?? "";
        var cipher = algorithms.FindCipher(algorithm) ?? throw new FormatException(
            $"The resource of the notification is encrypted with {DisplayCode.Quote(algorithm)}; AEAD_AES_256_GCM is supported, and "
            + "AEAD_SM4_GCM with the package WeChatPay.Chain.ShangMi.");
        var plaintext = cipher.Decrypt(
            RequireText(resource, "ciphertext"), apiV3Key, RequireText(resource, "nonce"), resource.GetText("associated_data") ?? "");
        return new Notification(ReadableJson.Parse(Encoding.UTF8.GetBytes(plaintext)))
        {
            Id = RequireText(envelope, "id"),
            EventType = RequireText(envelope, "event_type"),
            CreateTime = ParseTime(envelope.GetText("create_time")),
            ResourceType = envelope.GetText("resource_type") ?? "",
            Summary = envelope.GetText("summary") ?? "",
            OriginalType = resource.GetText("original_type") ?? "",
        };
    }

    // Usually RFC 3339. A time without an offset is China's. An unknown format must not lose the notification.
    private static DateTimeOffset? ParseTime(string? text)
    {
        const DateTimeStyles Styles = DateTimeStyles.RoundtripKind | DateTimeStyles.NoCurrentDateDefault;
        if (DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var digits))
        {
            return ToChinaTime(digits);
        }
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles, out var local))
        {
            return null;
        }
        if (local.Kind == DateTimeKind.Unspecified)
        {
            return ToChinaTime(local);
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }

    // The offset is out of range in the first hours of the calendar, which a time without a date falls on.
    private static DateTimeOffset? ToChinaTime(DateTime time) => time.Year > 1 ? new DateTimeOffset(time, _china) : null;

    private static string RequireText(JsonElement json, string name) => json.GetText(name) is { Length: > 0 } text
        ? text
        : throw new FormatException(
            $"The notification was verified, but its field '{name}' is missing or empty. An APIv3 notification is expected; those of APIv2 "
            + "are XML.");
}
