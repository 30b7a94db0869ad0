using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Clients;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Stops a host at its start whose notification endpoints could never take a notification: each would be lost with 404 or 500.</summary>
/// <remarks>Runs when the host has started: only then are the groups and conventions of all endpoints known.</remarks>
internal sealed class NotificationRouteChecks(IServiceProvider services, WeChatPayClients clients, ILogger<NotificationRouteChecks> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // An application without routing has mapped nothing.
        var endpoints = services.GetService<EndpointDataSource>()?.Endpoints.OfType<RouteEndpoint>() ?? [];
        var mapped = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<NotificationRoute>() is not null).ToList();
        foreach (var endpoint in mapped)
        {
            CheckClients(endpoint);
            CheckKeys(endpoint, endpoint.Metadata.GetMetadata<NotificationRoute>()!.Protocol);
        }
        var twice = mapped.GroupBy(NotificationRoute.NameOf).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? Task.CompletedTask : throw new InvalidOperationException(
            $"Notifications are mapped to '{twice.Key}' {twice.Count()} times, so that no request could be routed. Give each endpoint its own URL.");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void CheckClients(RouteEndpoint endpoint)
    {
        var route = NotificationRoute.NameOf(endpoint);
        if (!NotificationRoute.NamesMerchant(endpoint) && clients.Find("") is null)
        {
            throw new InvalidOperationException(
                $"Notifications are mapped to '{route}', which means the default client, and there is none. Registered: {clients.Registered}. "
                + $"Add a parameter, as in '{route}/{{merchant}}', whose value is the client's name, or register a client without a name.");
        }
        if (NotificationRoute.NamesMerchant(endpoint) && clients.Names.All(name => name.Length == 0))
        {
            throw new InvalidOperationException(
                $"Notifications are mapped to '{route}', whose {{merchant}} is the name of a client, and only the default client is registered. "
                + "Remove the parameter, or register clients with names: services.AddWeChatPay(\"name\", …).");
        }
    }

    private void CheckKeys(RouteEndpoint endpoint, NotificationProtocol protocol)
    {
        var key = protocol == NotificationProtocol.V2 ? nameof(WeChatPayClientOptions.ApiV2Key) : nameof(WeChatPayClientOptions.ApiV3Key);
        var names = NotificationRoute.NamesMerchant(endpoint) ? clients.Names.Where(name => name.Length > 0) : [""];
        var without = names.Where(name => !CanRead(clients.Find(name)!, protocol)).ToList();
        var route = NotificationRoute.NameOf(endpoint);
        if (without.Count == names.Count())
        {
            throw new InvalidOperationException(
                $"Notifications are mapped to '{route}', and no client that they may be for has {key}"
                + $"{(protocol == NotificationProtocol.V2 ? "" : " and PlatformKeys")}, which they are verified and opened with. Set it in the client's options.");
        }
        foreach (var name in without)
        {
            NotificationLog.KeyMissing(logger, route, name, key);
        }
    }

    private static bool CanRead(ClientGeneration merchant, NotificationProtocol protocol) => protocol == NotificationProtocol.V2
        ? merchant.Options.ApiV2Key is not null
        : merchant.Options.ApiV3Key is not null && (merchant.Client.KeyStatus.IsRenewed || merchant.Client.KeyStatus.Keys.Count > 0);
}
