using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Clients;

/// <summary>A client, and the state of the configuration that it was made from.</summary>
/// <remarks>Nothing here needs an end: the sockets are the factory's, and keys go with the last who holds them. So a call under way is never cut off.</remarks>
internal sealed record ClientGeneration(WeChatPayClient Client, NotificationReader Notifications, WeChatPayClientOptions Options)
{
    /// <param name="options">Valid ones.</param>
    public static ClientGeneration Create(WeChatPayClientOptions options)
    {
        var client = new WeChatPayClient(options) { IsShared = true };
        return new(client, new NotificationReader(client), options);
    }
}
