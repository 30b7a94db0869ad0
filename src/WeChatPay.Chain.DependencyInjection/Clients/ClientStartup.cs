using Microsoft.Extensions.Hosting;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>
/// Creates every client when the host starts. If the configuration then becomes invalid before the first call, there is a client to keep.
/// </summary>
internal sealed class ClientStartup(WeChatPayClients clients) : IHostedService
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
