using Microsoft.Extensions.Diagnostics.HealthChecks;
using WeChatPay.Chain;
using WeChatPay.Chain.DependencyInjection;
using WeChatPay.Chain.DependencyInjection.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Provides an extension method that adds a health check of the platform keys of a client.</summary>
public static class WeChatPayHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check of the platform keys of a client. It is degraded when the last certificate expires soon or a download has
    /// failed, and unhealthy when all certificates have expired. The check sends no requests.
    /// </summary>
    /// <remarks>
    /// The data of the result contain <c>days_left.{serial}</c> for each key, and <c>last_renewal</c> and <c>last_failure</c> of
    /// <see cref="WeChatPayClient.KeyStatus"/>. A key without a certificate, such as the WeChat Pay public key, does not expire.
    /// </remarks>
    /// <param name="builder">The health checks builder.</param>
    /// <param name="name">
    /// The name of the client; empty (the default) for the default client. The name of the check is <c>wechatpay</c> or
    /// <c>wechatpay:{name}</c>.
    /// </param>
    /// <param name="warnBefore">
    /// How long before the last certificate expires the check is degraded. <see langword="null"/> (the default) means 30 days, or 3 days if
    /// the client renews its certificates, which it does from 7 days before they expire.
    /// </param>
    /// <param name="failureStatus">
    /// The status when all certificates have expired; <see langword="null"/> (the default) for <see cref="HealthStatus.Unhealthy"/>.
    /// </param>
    /// <param name="tags">The tags of the check; <see langword="null"/> (the default) for none.</param>
    /// <returns>The health checks builder.</returns>
    public static IHealthChecksBuilder AddWeChatPay(
        this IHealthChecksBuilder builder,
        string name = "",
        TimeSpan? warnBefore = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        builder.Services.AddSingleton(new HealthCheckedClient(name));
        builder.Services.AddHostedService<HealthCheckStartup>();
        return builder.Add(new HealthCheckRegistration(
            name.Length == 0 ? "wechatpay" : $"wechatpay:{name}",
            provider => new PlatformKeysHealthCheck(
                provider.GetRequiredService<IWeChatPayClients>(), name, warnBefore, provider.GetRequiredService<TimeProvider>()),
            failureStatus,
            tags));
    }
}
