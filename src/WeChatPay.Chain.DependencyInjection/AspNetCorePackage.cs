using Microsoft.Extensions.DependencyInjection;

namespace WeChatPay.Chain.DependencyInjection;

/// <summary>
/// Registers the services of WeChatPay.Chain.AspNetCore in an application that references that package, so that mapping an endpoint needs
/// no registration other than AddWeChatPay.
/// </summary>
internal static class AspNetCorePackage
{
    private const string Services = "WeChatPay.Chain.AspNetCore.NotificationServices, WeChatPay.Chain.AspNetCore";

    public static void Register(IServiceCollection services) =>
        Type.GetType(Services)?.GetMethod("AddNotifications")!.CreateDelegate<Action<IServiceCollection>>().Invoke(services);
}
