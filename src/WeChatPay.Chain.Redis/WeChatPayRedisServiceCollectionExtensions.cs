using Microsoft.Extensions.DependencyInjection.Extensions;
using StackExchange.Redis;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the instances of an application share what they know of notifications.</summary>
public static class WeChatPayRedisServiceCollectionExtensions
{
    /// <summary>Keeps notifications in Redis, over a connection of its own.</summary>
    /// <param name="services">The application's services. The call may stand before or after <c>AddWeChatPay</c>.</param>
    /// <param name="configuration">Host and port, and options of StackExchange.Redis: <c>redis:6379,password=…</c>. It connects at the first notification; a Redis that is away then is waited for, and notifications are refused meanwhile.</param>
    /// <param name="prefix">Stands before each key. What is handled under a prefix is handled for all who use it: give each application and environment its own.</param>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> is empty, or names an option that there is not.</exception>
    public static IServiceCollection AddWeChatPayRedisInbox(this IServiceCollection services, string configuration, string prefix = RedisNotificationInbox.DefaultPrefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(configuration);
        var options = ConfigurationOptions.Parse(configuration);
        services.AddSingleton(_ => new OwnRedis(options));
        return services.AddWeChatPayRedisInbox(provider => provider.GetRequiredService<OwnRedis>().ConnectAsync(), prefix);
    }

    /// <summary>Keeps notifications in Redis, over a connection that the application has.</summary>
    /// <param name="services">The application's services. The call may stand before or after <c>AddWeChatPay</c>.</param>
    /// <param name="connection">Gives the connection, at the first notification, and again when it failed to. It is not disposed here.</param>
    /// <param name="prefix">Stands before each key. What is handled under a prefix is handled for all who use it: give each application and environment its own.</param>
    public static IServiceCollection AddWeChatPayRedisInbox(
        this IServiceCollection services, Func<IServiceProvider, Task<IConnectionMultiplexer>> connection, string prefix = RedisNotificationInbox.DefaultPrefix)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(prefix);
        return services.Replace(ServiceDescriptor.Singleton<INotificationInbox>(provider => new RedisNotificationInbox(() => connection(provider), prefix)));
    }
}
