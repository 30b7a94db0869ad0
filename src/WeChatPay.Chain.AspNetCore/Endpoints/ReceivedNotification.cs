using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Endpoints;

/// <summary>A verified and decrypted notification of either protocol.</summary>
/// <param name="Id">The ID; the same for each delivery.</param>
/// <param name="HandleAsync">Passes the notification to the application's handler.</param>
internal sealed record ReceivedNotification(string Id, Func<NotificationContext, CancellationToken, Task> HandleAsync)
{
    public static async Task<ReceivedNotification> ReadV3Async(
        Merchant merchant,
        Func<string, string?> getHeader,
        byte[] body,
        DateTimeOffset? receivedAt,
        Func<Notification, NotificationContext, CancellationToken, Task> handler,
        CancellationToken cancellationToken)
    {
        var reader = merchant.Notifications;
        var reading = receivedAt is { } time
            ? reader.ReadStoredAsync(getHeader, body, time, cancellationToken)
            : reader.ReadAsync(getHeader, body, cancellationToken);
        var notification = await reading.ConfigureAwait(false);
        return new(notification.Id, (context, handlerToken) => handler(notification, context, handlerToken));
    }

    public static ReceivedNotification ReadV2(
        Merchant merchant, byte[] body, Func<V2Notification, NotificationContext, CancellationToken, Task> handler)
    {
        var notification = ReadV2(merchant, body);
        return new(notification.Id, (context, handlerToken) => handler(notification, context, handlerToken));
    }

    private static V2Notification ReadV2(Merchant merchant, byte[] body)
    {
        try
        {
            return merchant.Notifications.ReadV2(body);
        }
        catch (WeChatPayDecryptionException exception)
        {
            // The ciphertext is all that authenticates the notification of a refund: anyone can send one that does not decrypt.
            throw new WeChatPaySignatureException(SignatureFailure.Mismatch, exception.Message, innerException: exception);
        }
    }
}
