using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WeChatPay.Chain.DependencyInjection.Health;

/// <summary>
/// Prevents a host from starting with a health check for a client that is not registered, which would fail every time.
/// </summary>
internal sealed class HealthCheckStartup(IEnumerable<HealthCheckedClient> checkedClients, IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var clients = services.GetService<IWeChatPayClients>() ?? throw new InvalidOperationException(
            "AddHealthChecks().AddWeChatPay() needs a client, and none is registered. Call services.AddWeChatPay first.");
        foreach (var client in checkedClients)
        {
            _ = clients.Get(client.Name);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
