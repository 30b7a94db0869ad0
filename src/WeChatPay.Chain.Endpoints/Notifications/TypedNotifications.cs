using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using WeChatPay.Chain.Endpoints;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain;

/// <summary>Reads notifications as typed fields.</summary>
public static class TypedNotifications
{
    /// <summary>Reads a notification if it is of a kind.</summary>
    /// <typeparam name="T">The kind, such as <c>TransactionSuccess</c> of the namespace <c>WeChatPay.Chain.Endpoints</c>.</typeparam>
    /// <param name="notification">The verified notification.</param>
    /// <param name="data">The fields, all of which may be <see langword="null"/>; or <see langword="null"/> if
    /// it is of another kind.</param>
    /// <returns>Whether the notification is of the kind.</returns>
    public static bool Is<T>(this Notification notification, [NotNullWhen(true)] out T? data)
        where T : ResponseFields, INotificationFields, new()
    {
        ArgumentNullException.ThrowIfNull(notification);
        data = T.Matches(notification.EventType, notification.OriginalType) ? ResponseFields.Create<T>(notification.Resource) : null;
        return data is not null;
    }

    /// <summary>Reads an APIv2 notification if it is of a kind.</summary>
    /// <typeparam name="T">The kind, such as <c>TransactionSuccess</c> of the namespace <c>WeChatPay.Chain.Endpoints.V2</c>.</typeparam>
    /// <param name="notification">The verified notification.</param>
    /// <param name="data">The fields, all of which may be <see langword="null"/>; or <see langword="null"/> if
    /// it is of another kind.</param>
    /// <returns>Whether the notification is of the kind.</returns>
    public static bool Is<T>(this V2Notification notification, [NotNullWhen(true)] out T? data)
        where T : ResponseFields, IV2NotificationFields, new()
    {
        ArgumentNullException.ThrowIfNull(notification);
        data = T.Matches(notification.Fields) ? ResponseFields.Create<T>(ToJson(notification.Fields)) : null;
        return data is not null;
    }

    private static JsonElement ToJson(IReadOnlyDictionary<string, string> fields)
    {
        using var document = JsonDocument.Parse(JsonText.Write(fields.ToDictionary(field => field.Key, field => (object?)field.Value)));
        return document.RootElement.Clone();
    }
}
