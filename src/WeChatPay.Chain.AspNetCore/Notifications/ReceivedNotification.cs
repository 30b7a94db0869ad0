using Microsoft.AspNetCore.Http;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>A notification that was verified and opened, of whichever protocol.</summary>
/// <param name="Id">The same in each repeat.</param>
/// <param name="HandleAsync">Hands it to the application.</param>
internal sealed record ReceivedNotification(string Id, Func<NotificationContext, CancellationToken, Task> HandleAsync)
{
    public static async Task<ReceivedNotification> ReadV3Async(
        Merchant merchant, HttpRequest request, byte[] body, Func<Notification, NotificationContext, CancellationToken, Task> handler, CancellationToken cancellationToken)
    {
        var notification = await merchant.Notifications.ReadAsync(name => request.Headers[name], body, cancellationToken).ConfigureAwait(false);
        return new(notification.Id, (context, stop) => handler(notification, context, stop));
    }

    public static ReceivedNotification ReadV2(Merchant merchant, byte[] body, Func<V2Notification, NotificationContext, CancellationToken, Task> handler)
    {
        var notification = ReadV2(merchant, body);
        return new(notification.Id, (context, cancellationToken) => handler(notification, context, cancellationToken));
    }

    private static V2Notification ReadV2(Merchant merchant, byte[] body)
    {
        try
        {
            return merchant.Notifications.ReadV2(body);
        }
        catch (WeChatPayDecryptionException exception)
        {
            // Nothing else of a refund's notification is signed: a ciphertext that does not open is anybody's.
            throw new WeChatPaySignatureException(SignatureFailure.Mismatch, exception.Message, innerException: exception);
        }
    }
}
