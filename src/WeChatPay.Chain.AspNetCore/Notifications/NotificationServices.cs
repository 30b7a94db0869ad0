using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Registers what receives notifications.</summary>
/// <remarks><c>AddWeChatPay</c> of WeChatPay.Chain.DependencyInjection finds this class by its name, so that an endpoint needs no registration beside that.</remarks>
internal static class NotificationServices
{
    public static void AddNotifications(this IServiceCollection services)
    {
        services.TryAddSingleton<INotificationInbox>(provider => new MemoryNotificationInbox(provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<NotificationQueueOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<NotificationQueueOptions>, NotificationQueueOptionsValidator>());
        services.TryAddSingleton<Merchants>();
        services.TryAddSingleton<HandlerThreads>();
        services.TryAddSingleton<UnfinishedNotifications>();
        services.TryAddSingleton<NotificationHandling>();
        services.TryAddSingleton<NotificationQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<NotificationQueue>());
        services.TryAddEnumerable(ServiceDescriptor.Transient<IStartupFilter, NotificationRouteChecks>());
    }
}
