using Microsoft.Extensions.Diagnostics.HealthChecks;
using WeChatPay.Chain;
using WeChatPay.Chain.DependencyInjection;
using WeChatPay.Chain.DependencyInjection.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Watches the keys that prove what the platform sends.</summary>
public static class WeChatPayHealthChecksBuilderExtensions
{
    /// <summary>Adds a check of a client's platform keys: degraded when the last certificate expires soon or a download has failed, unhealthy when all have expired. It sends nothing.</summary>
    /// <remarks>Its data hold the days left of each key, <c>days_left.{serial}</c>, and <c>last_renewal</c> and <c>last_failure</c> of <see cref="WeChatPayClient.KeyStatus"/>. A key without a certificate, as the WeChat Pay public key is, does not expire.</remarks>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="name">The client's; empty for the default one. The check is called <c>wechatpay</c>, or <c>wechatpay:{name}</c>.</param>
    /// <param name="warnBefore">How long before the last certificate expires the check is degraded. Null for 30 days; for 3 where the client renews its certificates, which it does from 7 days before on.</param>
    /// <param name="failureStatus">What is reported when all have expired. Null for unhealthy.</param>
    /// <param name="tags">Group checks. Null for none.</param>
    public static IHealthChecksBuilder AddWeChatPay(
        this IHealthChecksBuilder builder, string name = "", TimeSpan? warnBefore = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        builder.Services.AddSingleton(new HealthCheckedClient(name));
        builder.Services.AddHostedService<HealthCheckNames>();
        return builder.Add(new HealthCheckRegistration(
            name.Length == 0 ? "wechatpay" : $"wechatpay:{name}",
            provider => new PlatformKeysHealthCheck(provider.GetRequiredService<IWeChatPayClients>(), name, warnBefore, provider.GetRequiredService<TimeProvider>()),
            failureStatus,
            tags));
    }
}
