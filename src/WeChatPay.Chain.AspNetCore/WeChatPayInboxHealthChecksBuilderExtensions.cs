using Microsoft.Extensions.Diagnostics.HealthChecks;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.AspNetCore.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Provides an extension method that adds a health check of the inbox for notifications.</summary>
public static class WeChatPayInboxHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check of the inbox: unhealthy if its server cannot be reached or written to, degraded if it may forget what was
    /// handled, or if notifications are kept because their last attempt failed.
    /// </summary>
    /// <remarks>
    /// An <see cref="INotificationInbox"/> or <see cref="INotificationClaims"/> of the application takes part if it implements
    /// <see cref="IHealthCheck"/>.
    /// </remarks>
    /// <param name="builder">The health checks builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">
    /// The status when notifications cannot be handled; <see langword="null"/> (the default) for <see cref="HealthStatus.Unhealthy"/>.
    /// </param>
    /// <param name="tags">The tags of the check; <see langword="null"/> (the default) for none.</param>
    /// <returns>The health checks builder.</returns>
    public static IHealthChecksBuilder AddWeChatPayInbox(
        this IHealthChecksBuilder builder,
        string name = "wechatpay_inbox",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.Add(new HealthCheckRegistration(
            name,
            provider => new NotificationInboxHealthCheck(
                provider.GetRequiredService<INotificationInbox>(), provider.GetService<INotificationStore>()),
            failureStatus,
            tags));
    }
}
