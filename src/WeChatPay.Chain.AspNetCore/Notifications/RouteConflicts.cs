using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Finds endpoints between which routing cannot choose: each request to them gets 500.</summary>
internal static class RouteConflicts
{
    /// <param name="endpoints">All endpoints of the application.</param>
    /// <returns>The first group that an endpoint for notifications is part of; null when there is none.</returns>
    public static IReadOnlyList<RouteEndpoint>? Find(IEnumerable<RouteEndpoint> endpoints) => endpoints
        .Where(TakesPost)
        .SelectMany(endpoint => NotificationRoute.HostsOf(endpoint).DefaultIfEmpty("").Select(host => (Endpoint: endpoint, Url: (host, endpoint.Order, ShapeOf(endpoint.RoutePattern)))))
        .GroupBy(route => route.Url, route => route.Endpoint)
        .Where(group => group.Skip(1).Any() && group.Any(endpoint => endpoint.Metadata.GetMetadata<NotificationRoute>() is not null))
        .Select(group => group.ToList())
        .FirstOrDefault();

    private static bool TakesPost(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true }
        && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Post, StringComparer.OrdinalIgnoreCase) == true;

    // What a parameter is called does not decide where a request goes; what it is limited to does.
    private static string ShapeOf(RoutePattern pattern) => string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(ShapeOf))));

    private static string ShapeOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToLowerInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter =>
            $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Concat(parameter.ParameterPolicies.Select(policy => $":{policy.Content}"))}}}",
        _ => "",
    };
}
