using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.AspNetCore.Background;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Endpoints;

namespace WeChatPay.Chain.AspNetCore.Routing;

/// <summary>
/// Prevents the start of an application whose notification endpoints would respond to every notification with 404 or 500.
/// </summary>
/// <remarks>Runs when the pipeline has been built, when the groups and conventions of all endpoints are known.</remarks>
internal sealed class NotificationRouteStartupFilter(
    IServiceProvider services,
    Merchants merchants,
    IOptionsMonitor<WeChatPayClientOptions> options,
    ILogger<NotificationRouteStartupFilter> logger) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        next(application);
        Validate();
    };

    private void Validate()
    {
        // An application without routing has not mapped any endpoints.
        var endpoints = services.GetService<EndpointDataSource>()?.Endpoints.OfType<RouteEndpoint>().ToList() ?? [];
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Metadata.GetMetadata<NotificationRoute>() is { } route)
            {
                var names = NotificationRoute.NamesMerchant(endpoint) ? ValidateNames(endpoint) : ValidateDefaultClient(endpoint);
                ValidateKeys(endpoint, names, route.Receiver.Protocol);
                ValidateHandler(endpoint);
                ValidateBackground(endpoint, route.Receiver.Options.Background);
            }
        }
        if (RouteConflicts.Find(endpoints) is { } conflict)
        {
            throw Invalid(conflict[0],
                $"{conflict.Count} endpoints match the same POST requests, so that routing cannot choose between them: "
                + $"{string.Join(", ", conflict.Select(endpoint => endpoint.DisplayName))}. Give each endpoint its own URL.");
        }
    }

    private string[] ValidateDefaultClient(RouteEndpoint endpoint) => merchants.Find("") is not null ? [""] : throw Invalid(endpoint,
        $"the default client is not registered. Registered: {merchants.DisplayNames}. "
        + $"Add a parameter for the name of the client, as in '{NotificationRoute.NameOf(endpoint)}/{{merchant}}', "
        + "or register a client without a name.");

    private string[] ValidateNames(RouteEndpoint endpoint)
    {
        if (merchants.Names.All(name => name.Length == 0))
        {
            throw Invalid(endpoint,
                "its parameter {merchant} is the name of a client, but only the default client is registered. "
                + "Remove the parameter, or register clients with names: services.AddWeChatPay(\"name\", …).");
        }
        if (NotificationRoute.DefaultName(endpoint) is { } name && merchants.Find(name) is null)
        {
            throw Invalid(endpoint, $"its default merchant '{name}' is not registered. Registered: {merchants.DisplayNames}.");
        }
        var policies = services.GetRequiredService<ParameterPolicyFactory>();
        string[] matching = [.. merchants.Names.Where(name => name.Length > 0 && NotificationRoute.Matches(endpoint, name, policies))];
        return matching.Length > 0 ? matching : throw Invalid(endpoint,
            $"no registered name meets its constraints. Registered: {merchants.DisplayNames}. Change the constraints or the names.");
    }

    private void ValidateKeys(RouteEndpoint endpoint, string[] names, NotificationProtocol protocol)
    {
        var incomplete = names
            .Select(name => (Name: name, Missing: FindMissingKey(name, protocol)))
            .Where(client => client.Missing is not null)
            .ToList();
        if (incomplete.Count == names.Length)
        {
            throw Invalid(endpoint,
                $"none of its clients has {incomplete[0].Missing}, which is needed to verify or decrypt them. Set it in the options.");
        }
        foreach (var (name, missing) in incomplete)
        {
            NotificationLog.KeyMissing(logger, NotificationRoute.NameOf(endpoint), name, missing!);
        }
    }

    private void ValidateHandler(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<HandlerTypeMetadata>() is { } handler && handler.FindProblem(services) is { } problem)
        {
            throw Invalid(endpoint, $"its handler {handler.HandlerName} {problem}.");
        }
    }

    private void ValidateBackground(RouteEndpoint endpoint, NotificationBackground background)
    {
        if (background == NotificationBackground.Stored && services.GetService<INotificationStore>() is null or MemoryNotificationStore)
        {
            throw Invalid(endpoint,
                "Background is Stored, but no INotificationStore is registered. Call services.AddWeChatPaySqlInbox of the package "
                + "WeChatPay.Chain.Sql, or set Background to InMemory if a crash may lose notifications.");
        }
    }

    private string? FindMissingKey(string name, NotificationProtocol protocol) => protocol switch
    {
        NotificationProtocol.V2 => options.Get(name).ApiV2Key is null ? nameof(WeChatPayClientOptions.ApiV2Key) : null,
        _ when options.Get(name).ApiV3Key is null => nameof(WeChatPayClientOptions.ApiV3Key),
        _ => merchants.Find(name)!.Client.KeyStatus is { IsRenewed: false, Keys.Count: 0 }
            ? nameof(WeChatPayClientOptions.PlatformKeys)
            : null,
    };

    private static InvalidOperationException Invalid(RouteEndpoint endpoint, string problem) =>
        new($"The endpoint '{NotificationRoute.NameOf(endpoint)}' cannot receive notifications: {problem}");
}
