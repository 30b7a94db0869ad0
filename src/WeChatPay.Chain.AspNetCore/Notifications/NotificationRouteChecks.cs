using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Stops an application before it listens whose notification endpoints could never take a notification: each would be lost with 404 or 500.</summary>
/// <remarks>Runs when the pipeline is built: then the groups and conventions of all endpoints are known.</remarks>
internal sealed class NotificationRouteChecks(
    IServiceProvider services, Merchants merchants, IOptionsMonitor<WeChatPayClientOptions> options, ILogger<NotificationRouteChecks> logger) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        next(application);
        Check();
    };

    private void Check()
    {
        // An application without routing has mapped nothing.
        var endpoints = services.GetService<EndpointDataSource>()?.Endpoints.OfType<RouteEndpoint>().ToList() ?? [];
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Metadata.GetMetadata<NotificationRoute>() is { } route)
            {
                var names = NotificationRoute.NamesMerchant(endpoint) ? CheckNames(endpoint) : CheckDefaultClient(endpoint);
                CheckKeys(endpoint, names, route.Protocol);
                CheckHandler(endpoint);
            }
        }
        if (RouteConflicts.Find(endpoints) is { } conflict)
        {
            throw new InvalidOperationException(
                $"Notifications are mapped to '{NotificationRoute.NameOf(conflict[0])}', and {conflict.Count} endpoints match the same POST requests, "
                + $"so that none could be routed: {string.Join(", ", conflict.Select(endpoint => endpoint.DisplayName))}. Give each endpoint its own URL.");
        }
    }

    private string[] CheckDefaultClient(RouteEndpoint endpoint)
    {
        var route = NotificationRoute.NameOf(endpoint);
        return merchants.Find("") is not null ? [""] : throw new InvalidOperationException(
            $"Notifications are mapped to '{route}', which means the default client, and there is none. Registered: {merchants.Registered}. "
            + $"Add a parameter, as in '{route}/{{merchant}}', whose value is the client's name, or register a client without a name.");
    }

    private string[] CheckNames(RouteEndpoint endpoint)
    {
        var route = NotificationRoute.NameOf(endpoint);
        if (merchants.Names.All(name => name.Length == 0))
        {
            throw new InvalidOperationException(
                $"Notifications are mapped to '{route}', whose {{merchant}} is the name of a client, and only the default client is registered. "
                + "Remove the parameter, or register clients with names: services.AddWeChatPay(\"name\", …).");
        }
        if (NotificationRoute.DefaultName(endpoint) is { } unnamed && merchants.Find(unnamed) is null)
        {
            throw new InvalidOperationException(
                $"Notifications are mapped to '{route}', whose default merchant '{unnamed}' is not registered. Registered: {merchants.Registered}.");
        }
        var policies = services.GetRequiredService<ParameterPolicyFactory>();
        string[] admitted = [.. merchants.Names.Where(name => name.Length > 0 && NotificationRoute.Admits(endpoint, name, policies))];
        return admitted.Length > 0 ? admitted : throw new InvalidOperationException(
            $"Notifications are mapped to '{route}', whose constraints no registered name meets. Registered: {merchants.Registered}. Change the constraint or the names.");
    }

    private void CheckKeys(RouteEndpoint endpoint, string[] names, NotificationProtocol protocol)
    {
        var route = NotificationRoute.NameOf(endpoint);
        var without = names.Select(name => (Name: name, Missing: MissingKey(name, protocol))).Where(client => client.Missing is not null).ToList();
        if (without.Count == names.Length)
        {
            throw new InvalidOperationException(
                $"Notifications are mapped to '{route}', and no client that they may be for has {without[0].Missing}, "
                + "with which they are verified or opened. Set it in the client's options.");
        }
        foreach (var (name, missing) in without)
        {
            NotificationLog.KeyMissing(logger, route, name, missing!);
        }
    }

    private void CheckHandler(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<HandlerConstruction>() is { } handler && handler.FindProblem(services) is { } problem)
        {
            throw new InvalidOperationException(
                $"Notifications are mapped to '{NotificationRoute.NameOf(endpoint)}', and their handler {handler.HandlerName} {problem}.");
        }
    }

    private string? MissingKey(string name, NotificationProtocol protocol) => protocol switch
    {
        NotificationProtocol.V2 => options.Get(name).ApiV2Key is null ? nameof(WeChatPayClientOptions.ApiV2Key) : null,
        _ when options.Get(name).ApiV3Key is null => nameof(WeChatPayClientOptions.ApiV3Key),
        _ => merchants.Find(name)!.Client.KeyStatus is { IsRenewed: false, Keys.Count: 0 } ? nameof(WeChatPayClientOptions.PlatformKeys) : null,
    };
}
