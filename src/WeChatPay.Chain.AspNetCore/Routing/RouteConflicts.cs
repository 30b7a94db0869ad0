using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace WeChatPay.Chain.AspNetCore.Routing;

/// <summary>Finds endpoints that match the same requests. Routing cannot choose between them and responds with 500.</summary>
internal static class RouteConflicts
{
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <returns>
    /// The first group that contains an endpoint for notifications; <see langword="null"/> if no endpoints conflict.
    /// </returns>
    public static IReadOnlyList<RouteEndpoint>? Find(IEnumerable<RouteEndpoint> endpoints) => endpoints
        .Where(AcceptsPost)
        .SelectMany(endpoint => NotificationRoute.HostsOf(endpoint).DefaultIfEmpty("")
            .Select(host => (Endpoint: endpoint, Url: (host, endpoint.Order, ShapeOf(endpoint.RoutePattern)))))
        .GroupBy(route => route.Url, route => route.Endpoint)
        .Where(group => group.Skip(1).Any() && group.Any(endpoint => endpoint.Metadata.GetMetadata<NotificationRoute>() is not null))
        .Select(group => group.ToList())
        .FirstOrDefault();

    private static bool AcceptsPost(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true }
        && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { } methods
        && methods.HttpMethods.Contains(HttpMethods.Post, StringComparer.OrdinalIgnoreCase);

    // The name of a parameter does not affect routing; its constraints do.
    private static string ShapeOf(RoutePattern pattern) =>
        string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(ShapeOf))));

    private static string ShapeOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToLowerInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter =>
            $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Concat(parameter.ParameterPolicies.Select(policy => $":{policy.Content}"))}}}",
        _ => "",
    };
}
