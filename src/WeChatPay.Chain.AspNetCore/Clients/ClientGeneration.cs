using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Clients;

/// <summary>A client, and what else belongs to the state of the configuration that it was made from.</summary>
/// <remarks>Nothing here needs an end: the sockets are the factory's, and keys go with the last who holds them. So a call under way is never cut off.</remarks>
internal sealed record ClientGeneration(WeChatPayClient Client, NotificationReader Notifications, string MerchantId, X509Certificate2? Certificate)
{
    /// <param name="options">Valid ones.</param>
    public static ClientGeneration Create(WeChatPayClientOptions options) => new(
        new WeChatPayClient(options) { IsShared = true },
        new NotificationReader(options),
        options.MerchantId,
        options.MerchantCertificate);
}
