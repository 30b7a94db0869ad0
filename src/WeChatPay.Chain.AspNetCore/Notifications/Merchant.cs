using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>The client that a notification is for, as it is when the notification arrives.</summary>
/// <param name="Name">As it was registered; empty for the default client.</param>
/// <param name="Client">Has the keys that count.</param>
internal sealed record Merchant(string Name, WeChatPayClient Client)
{
    /// <summary>See <see cref="WeChatPayClient.MerchantId"/>.</summary>
    public string MerchantId => Client.MerchantId;

    /// <summary>The name as logs say it.</summary>
    public string DisplayName => Name.Length == 0 ? "(default)" : Name;

    /// <summary>Reads notifications, and leaves it to the endpoint to log those that do not verify.</summary>
    public NotificationReader Notifications { get; } = new(Client, log: false);
}
