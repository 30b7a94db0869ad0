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

    /// <summary>Whether a URL with this name would get to the endpoint: the constraints on the parameter decide.</summary>
    public static bool Admits(RouteEndpoint endpoint, string name, ParameterPolicyFactory policies)
    {
        var parameter = endpoint.RoutePattern.GetParameter(Merchant)!;
        var values = new RouteValueDictionary { [Merchant] = name };
        return parameter.ParameterPolicies
            .Select(reference => policies.Create(parameter, reference))
            .OfType<IRouteConstraint>()
            .All(constraint => constraint.Match(httpContext: null, route: null, Merchant, values, RouteDirection.IncomingRequest));
    }

    /// <summary>The name that a URL without one means; null when the pattern has none.</summary>
    public static string? DefaultName(RouteEndpoint endpoint) => endpoint.RoutePattern.GetParameter(Merchant)?.Default as string;

    /// <summary>What tells one URL of a merchant from another: two clients may have the same merchant number, and two hosts the same paths.</summary>
    /// <param name="endpoint">What was mapped.</param>
    /// <param name="client">The registered name of the client that the URL means.</param>
    public static string KeyOf(RouteEndpoint endpoint, string client)
    {
        var hosts = string.Join(',', HostsOf(endpoint));
        var name = hosts.Length == 0 ? NameOf(endpoint) : $"{hosts}/{NameOf(endpoint)}";
        return NamesMerchant(endpoint) ? $"{name}={client}" : name;
    }

    /// <summary>The hosts that the endpoint requires, in lower case; none where any will do.</summary>
    public static IEnumerable<string> HostsOf(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHostMetadata>()?.Hosts ?? []).Select(host => host.ToLowerInvariant()).Distinct();

    /// <summary>The pattern in one spelling, the prefixes of its groups included.</summary>
    public static string NameOf(RouteEndpoint endpoint) => (endpoint.RoutePattern.RawText ?? "").Trim('/').ToLowerInvariant();
}
