using Microsoft.Extensions.DependencyInjection.Extensions;
using StackExchange.Redis;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Provides extension methods that keep notifications in Redis, shared by all instances of an application.</summary>
public static class WeChatPayRedisServiceCollectionExtensions
{
    /// <summary>Keeps notifications in Redis and opens a connection for that.</summary>
    /// <remarks>Call this method before or after <c>AddWeChatPay</c>.</remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="configuration">
    /// The configuration string of StackExchange.Redis, such as <c>redis:6379,password=…</c>. The connection is opened with the first
    /// notification. While Redis cannot be reached, notifications get 500, and the platform retries.
    /// </param>
    /// <param name="prefix">
    /// The prefix of each key. Applications and environments that use the same Redis server need different prefixes.
    /// </param>
    /// <returns>The service collection.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> is empty or contains an unknown option.</exception>
    public static IServiceCollection AddWeChatPayRedisInbox(
        this IServiceCollection services, string configuration, string prefix = RedisNotificationClaims.DefaultPrefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(configuration);
        var options = ConfigurationOptions.Parse(configuration);
        services.AddSingleton(_ => new OwnedRedisConnection(options));
        return services.AddWeChatPayRedisInbox(provider => provider.GetRequiredService<OwnedRedisConnection>().ConnectAsync(), prefix);
    }

    /// <summary>Keeps notifications in Redis over a connection of the application.</summary>
    /// <remarks>Call this method before or after <c>AddWeChatPay</c>.</remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="connection">
    /// Returns the connection. Called for the first notification, and again after a failure. The connection is not disposed.
    /// </param>
    /// <param name="prefix">
    /// The prefix of each key. Applications and environments that use the same Redis server need different prefixes.
    /// </param>
    /// <returns>The service collection.</returns>
    public static IServiceCollection AddWeChatPayRedisInbox(
        this IServiceCollection services,
        Func<IServiceProvider, Task<IConnectionMultiplexer>> connection,
        string prefix = RedisNotificationClaims.DefaultPrefix)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(prefix);
        return services.Replace(ServiceDescriptor.Singleton<INotificationClaims>(
            provider => new RedisNotificationClaims(() => connection(provider), prefix)));
    }
}
