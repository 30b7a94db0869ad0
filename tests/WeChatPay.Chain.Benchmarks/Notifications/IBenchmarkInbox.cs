using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>An inbox with a handler whose effects can be counted.</summary>
internal interface IBenchmarkInbox
{
    string Name { get; }

    void Register(IServiceCollection services);

    Task HandleAsync(Notification notification, NotificationContext context, CancellationToken cancellationToken);

    /// <returns>The number of effects, and of notifications that had one.</returns>
    Task<(long All, long Distinct)> CountAsync();
}
