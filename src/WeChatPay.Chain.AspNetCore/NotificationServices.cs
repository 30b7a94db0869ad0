using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.AspNetCore.Background;
using WeChatPay.Chain.AspNetCore.Claims;
using WeChatPay.Chain.AspNetCore.Endpoints;
using WeChatPay.Chain.AspNetCore.Handling;
using WeChatPay.Chain.AspNetCore.Routing;
using WeChatPay.Chain.AspNetCore.Threading;

namespace WeChatPay.Chain.AspNetCore;

/// <summary>Registers the services that receive notifications.</summary>
/// <remarks>
/// <c>AddWeChatPay</c> of WeChatPay.Chain.DependencyInjection finds this class by its name, so that applications do not have to register
/// anything else.
/// </remarks>
internal static class NotificationServices
{
    public static void AddNotifications(this IServiceCollection services)
    {
        services.TryAddSingleton<INotificationClaims>(
            provider => new MemoryNotificationClaims(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<INotificationInbox, ClaimedInbox>();
        services.AddOptions<NotificationQueueOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<NotificationQueueOptions>, NotificationQueueOptionsValidator>());
        services.TryAddSingleton(provider => new MemoryNotificationStore(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<NotificationQueueOptions>>().Value.Capacity));
        services.TryAddSingleton<INotificationStore>(provider => provider.GetRequiredService<MemoryNotificationStore>());
        services.TryAddSingleton<Merchants>();
        services.TryAddSingleton<HandlerTaskScheduler>();
        services.TryAddSingleton<PendingNotifications>();
        services.TryAddSingleton<NotificationDispatcher>();
        services.TryAddSingleton<HandlerServices>();
        services.TryAddSingleton<EndpointLimits>();
        services.TryAddSingleton<StoredEndpoints>();
        services.TryAddSingleton<StoredNotificationHandler>();
        services.TryAddSingleton<NotificationQueues>();
        services.AddHostedService(provider => provider.GetRequiredService<NotificationQueues>());
        services.TryAddEnumerable(ServiceDescriptor.Transient<IStartupFilter, NotificationRouteStartupFilter>());
    }
}
