namespace WeChatPay.Chain.AspNetCore.Endpoints;

/// <summary>Verifies and decrypts a notification, and binds it to the handler of its endpoint.</summary>
/// <param name="merchant">The client whose keys verify and decrypt it.</param>
/// <param name="getHeader">Returns a header; <see langword="null"/> if it is absent.</param>
/// <param name="body">The body, as received.</param>
/// <param name="receivedAt">When it was received; <see langword="null"/> for now.</param>
/// <param name="cancellationToken">Cancels the wait for keys.</param>
internal delegate Task<ReceivedNotification> NotificationRead(
    Merchant merchant, Func<string, string?> getHeader, byte[] body, DateTimeOffset? receivedAt, CancellationToken cancellationToken);
