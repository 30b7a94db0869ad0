using Microsoft.Extensions.DependencyInjection;

namespace WeChatPay.Chain.DependencyInjection;

/// <summary>
/// Registers what the endpoints of WeChatPay.Chain.AspNetCore need, in an application that has that package: there mapping an endpoint takes
/// no registration beside AddWeChatPay.
/// </summary>
internal static class AspNetCorePackage
{
    private const string Services = "WeChatPay.Chain.AspNetCore.Notifications.NotificationServices, WeChatPay.Chain.AspNetCore";

    public static void Register(IServiceCollection services) =>
        Type.GetType(Services)?.GetMethod("AddNotifications")!.CreateDelegate<Action<IServiceCollection>>().Invoke(services);
}
