using System.Collections.Concurrent;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>The routes of a sandbox. If several match, the one added last wins.</summary>
internal sealed class RouteTable(IEnumerable<Route> routes)
{
    private readonly ConcurrentStack<Route> _routes = new(routes);

    public void Add(Route route) => _routes.Push(route);

    /// <summary>Finds the route of a request and sets the request's variables.</summary>
    /// <returns>The route, or null if none matches.</returns>
    public Route? Find(SandboxRequest request)
    {
        foreach (var route in _routes)
        {
            if (route.Endpoint.Match(request) is { } variables)
            {
                request.Variables = variables;
                return route;
            }
        }
        return null;
    }
}
