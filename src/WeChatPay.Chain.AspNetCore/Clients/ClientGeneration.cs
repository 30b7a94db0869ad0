using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Clients;

/// <summary>A client, and the state of the configuration that it was made from.</summary>
/// <remarks>Nothing here needs an end: the sockets are the factory's, and keys go with the last who holds them. So a call under way is never cut off.</remarks>
/// <param name="Name">As it was registered; empty for the default client.</param>
/// <param name="Client">Sends calls.</param>
/// <param name="Notifications">Reads notifications, and leaves it to the endpoint to log those that do not verify.</param>
/// <param name="Options">What both were made from.</param>
internal sealed record ClientGeneration(string Name, WeChatPayClient Client, NotificationReader Notifications, WeChatPayClientOptions Options)
{
    /// <summary>The merchant number; the identity of the signer where that signs for somebody else.</summary>
    public string MerchantId => Options.RequestSigner?.Identity ?? Options.MerchantId;

    /// <summary>The name as logs say it.</summary>
    public string DisplayName => Name.Length == 0 ? "(default)" : Name;

    /// <param name="name">As it was registered.</param>
    /// <param name="options">Valid ones.</param>
    public static ClientGeneration Create(string name, WeChatPayClientOptions options)
    {
        var client = new WeChatPayClient(options) { IsShared = true };
        return new(name, client, NotificationReader.WithoutLog(client), options);
    }
}
