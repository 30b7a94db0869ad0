using System.Collections.Concurrent;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>What is answered where; the newest setting comes first.</summary>
internal sealed class RouteTable(IEnumerable<Route> routes)
{
    private readonly ConcurrentStack<Route> _routes = new(routes);

    public void Add(Route route) => _routes.Push(route);

    /// <summary>Finds the request's endpoint and gives the request its variables.</summary>
    /// <returns>Null when nothing is answered there.</returns>
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
