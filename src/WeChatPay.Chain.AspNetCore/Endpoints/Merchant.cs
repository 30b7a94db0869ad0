using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Endpoints;

/// <summary>The client that a notification is for, as it was when the notification arrived.</summary>
/// <param name="Name">The registered name; empty for the default client.</param>
/// <param name="Client">The client whose keys verify and decrypt the notification.</param>
internal sealed record Merchant(string Name, WeChatPayClient Client)
{
    /// <inheritdoc cref="WeChatPayClient.MerchantId"/>
    public string MerchantId => Client.MerchantId;

    /// <summary>Identifies the merchant in logs.</summary>
    public string DisplayName => Name.Length == 0 ? MerchantId : $"{MerchantId} ('{Name}')";

    /// <summary>Reads notifications. The endpoint logs those that it rejects, so the reader does not.</summary>
    public NotificationReader Notifications { get; } = new(Client, log: false);
}
