using Microsoft.Extensions.Hosting;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>Makes every client when the host starts: a change for the worse that comes before the first call finds one to keep.</summary>
internal sealed class ClientsAtStart(WeChatPayClients clients) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in clients.Names)
        {
            _ = clients.Get(name);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
