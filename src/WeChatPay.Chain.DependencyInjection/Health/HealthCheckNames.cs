using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WeChatPay.Chain.DependencyInjection.Health;

/// <summary>A client whose keys a health check watches.</summary>
internal sealed record HealthCheckedClient(string Name);

/// <summary>Stops a host at its start that has a health check of a client that was not registered: it would fail at each request.</summary>
internal sealed class HealthCheckNames(IEnumerable<HealthCheckedClient> watched, IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var clients = services.GetService<IWeChatPayClients>()
            ?? throw new InvalidOperationException("AddHealthChecks().AddWeChatPay() watches a client, and none is registered. Call services.AddWeChatPay first.");
        foreach (var client in watched)
        {
            _ = clients.Get(client.Name);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
