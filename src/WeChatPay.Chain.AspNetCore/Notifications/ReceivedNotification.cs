using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using WeChatPay.Chain.AspNetCore.Clients;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>A notification that was verified and opened, of whichever protocol.</summary>
/// <param name="Id">The same in each repeat.</param>
/// <param name="HandleAsync">Hands it to the application.</param>
internal sealed record ReceivedNotification(string Id, Func<NotificationContext, CancellationToken, Task> HandleAsync)
{
    public static async Task<ReceivedNotification> ReadV3Async(
        ClientGeneration merchant, HttpRequest request, byte[] body, Func<Notification, NotificationContext, CancellationToken, Task> handler, CancellationToken cancellationToken)
    {
        var notification = await merchant.Notifications.ReadAsync(name => request.Headers[name], body, cancellationToken).ConfigureAwait(false);
        return new(notification.Id, (context, stop) => handler(notification, context, stop));
    }

    public static ReceivedNotification ReadV2(ClientGeneration merchant, byte[] body, Func<V2Notification, NotificationContext, CancellationToken, Task> handler)
    {
        var notification = merchant.Notifications.ReadV2(body);
        return new(IdOf(notification), (context, cancellationToken) => handler(notification, context, cancellationToken));
    }

    // APIv2 gives its notifications no id; but what they say is the same in each repeat, apart from nonce and signature.
    private static string IdOf(V2Notification notification)
    {
        var fields = notification.Fields
            .Where(field => field.Key is not ("nonce_str" or "sign" or "sign_type"))
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{field.Key.Length}:{field.Key}{field.Value.Length}:{field.Value}");
        return "v2-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(fields))));
    }
}
