using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
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
        services.TryAddSingleton<INotificationInbox>(provider => new MemoryNotificationInbox(provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<NotificationQueueOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<NotificationQueueOptions>, NotificationQueueOptionsValidator>());
        services.TryAddSingleton<Merchants>();
        services.TryAddSingleton<HandlerTaskScheduler>();
        services.TryAddSingleton<PendingNotifications>();
        services.TryAddSingleton<NotificationDispatcher>();
        services.TryAddSingleton<NotificationQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<NotificationQueue>());
        services.TryAddEnumerable(ServiceDescriptor.Transient<IStartupFilter, NotificationRouteStartupFilter>());
    }
}
