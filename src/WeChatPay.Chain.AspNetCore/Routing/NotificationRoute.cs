using Microsoft.AspNetCore.Routing;
using WeChatPay.Chain.AspNetCore.Endpoints;

namespace WeChatPay.Chain.AspNetCore.Routing;

/// <summary>The metadata of a mapped endpoint for notifications, and what its route says.</summary>
/// <param name="Receiver">Receives the notifications.</param>
internal sealed record NotificationRoute(NotificationEndpoint Receiver)
{
    /// <summary>The route parameter that names the client.</summary>
    public const string Merchant = "merchant";

    /// <summary>Whether the URL names the client.</summary>
    public static bool NamesMerchant(RouteEndpoint endpoint) => endpoint.RoutePattern.GetParameter(Merchant) is not null;

    /// <summary>Whether the constraints of the merchant parameter match a name.</summary>
    public static bool Matches(RouteEndpoint endpoint, string name, ParameterPolicyFactory policies)
    {
        var parameter = endpoint.RoutePattern.GetParameter(Merchant)!;
        var values = new RouteValueDictionary { [Merchant] = name };
        return parameter.ParameterPolicies
            .Select(reference => policies.Create(parameter, reference))
            .OfType<IRouteConstraint>()
            .All(constraint => constraint.Match(httpContext: null, route: null, Merchant, values, RouteDirection.IncomingRequest));
    }

    /// <summary>The default value of the merchant parameter; <see langword="null"/> if the pattern has none.</summary>
    public static string? DefaultName(RouteEndpoint endpoint) => endpoint.RoutePattern.GetParameter(Merchant)?.Default as string;

    /// <summary>
    /// Identifies one URL of a merchant: two clients can have the same merchant ID, and two hosts the same paths.
    /// </summary>
    /// <param name="endpoint">The mapped endpoint.</param>
    /// <param name="client">The registered name of the client.</param>
    public static string KeyOf(RouteEndpoint endpoint, string client)
    {
        var hosts = string.Join(',', HostsOf(endpoint));
        var name = hosts.Length == 0 ? NameOf(endpoint) : $"{hosts}/{NameOf(endpoint)}";
        return NamesMerchant(endpoint) ? $"{name}={client}" : name;
    }

    /// <summary>The key of an endpoint without the name of the client, which follows where the route names it.</summary>
    public static string NameOf(string key) =>
        key.LastIndexOf("}=", StringComparison.Ordinal) is > 0 and var end ? key[..(end + 1)] : key;

    /// <summary>The hosts that the endpoint requires, in lower case; empty if it accepts any host.</summary>
    public static IEnumerable<string> HostsOf(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHostMetadata>()?.Hosts ?? []).Select(host => host.ToLowerInvariant()).Distinct();

    /// <summary>The pattern with the prefixes of its groups, in lower case and without leading and trailing slashes.</summary>
    public static string NameOf(RouteEndpoint endpoint) => (endpoint.RoutePattern.RawText ?? "").Trim('/').ToLowerInvariant();
}
