using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>An inbox whose handlers have their effect outside of it, where it is counted.</summary>
/// <param name="configure">Registers the inbox or its claims with an instance.</param>
internal sealed class CountedEffects(Action<IServiceCollection> configure) : IContractInbox
{
    private readonly ConcurrentDictionary<string, int> _effects = new();

    public bool RollsBack => false;

    public Task<WebHost> StartAsync(
        Func<Notification, NotificationContext, CancellationToken, Task> handler, Action<NotificationOptions>? options = null) =>
        WebHost.StartAsync(app => app.MapWeChatPayNotifications("/notify", handler, options), configure);

    public Task ApplyAsync(Notification notification, NotificationContext context)
    {
        _effects.AddOrUpdate(notification.Id, 1, static (_, count) => count + 1);
        return Task.CompletedTask;
    }

    public long CountEffects(string id) => _effects.GetValueOrDefault(id);

    public ValueTask DisposeAsync() => default;
}
