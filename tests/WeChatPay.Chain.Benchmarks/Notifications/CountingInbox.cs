using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>An inbox with claims. Its handler only counts.</summary>
internal sealed class CountingInbox(string name, Action<IServiceCollection> register) : IBenchmarkInbox
{
    private readonly ConcurrentDictionary<string, int> _effects = new();

    public string Name => name;

    public void Register(IServiceCollection services) => register(services);

    public Task HandleAsync(Notification notification, NotificationContext context, CancellationToken cancellationToken)
    {
        _effects.AddOrUpdate(notification.Id, 1, static (_, count) => count + 1);
        return Task.CompletedTask;
    }

    public Task<(long All, long Distinct)> CountAsync() =>
        Task.FromResult((_effects.Values.Sum(count => (long)count), (long)_effects.Count));
}
