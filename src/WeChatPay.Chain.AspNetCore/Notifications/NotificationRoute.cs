using Microsoft.AspNetCore.Routing;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Marks a mapped endpoint as one for notifications, and reads its route.</summary>
/// <param name="Protocol">How the platform writes to it.</param>
internal sealed record NotificationRoute(NotificationProtocol Protocol)
{
    /// <summary>The route parameter that names the client.</summary>
    public const string Merchant = "merchant";

    /// <summary>Whether the URL names the client, whose keys count.</summary>
    public static bool NamesMerchant(RouteEndpoint endpoint) => endpoint.RoutePattern.GetParameter(Merchant) is not null;

    /// <summary>What tells one URL of a merchant from another: two clients may have the same merchant number.</summary>
    /// <param name="endpoint">What was mapped.</param>
    /// <param name="client">The registered name of the client that the URL means.</param>
    public static string KeyOf(RouteEndpoint endpoint, string client) => NamesMerchant(endpoint) ? $"{NameOf(endpoint)}={client}" : NameOf(endpoint);

    /// <summary>The pattern in one spelling, the prefixes of its groups included.</summary>
    public static string NameOf(RouteEndpoint endpoint) => (endpoint.RoutePattern.RawText ?? "").Trim('/').ToLowerInvariant();
}
