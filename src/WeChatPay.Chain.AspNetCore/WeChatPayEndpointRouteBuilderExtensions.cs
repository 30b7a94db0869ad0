using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.AspNetCore.Notifications;
using WeChatPay.Chain.Notifications;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the URLs to which the platform posts its notifications (回调通知).</summary>
/// <remarks>
/// An endpoint verifies what is posted, opens it, has it handled once, and answers: 204 when the handler has succeeded or had succeeded
/// before; else 4xx or 5xx with <c>{"code":"FAIL","message":…}</c>, and the platform repeats it, for about a day. Needs <c>AddWeChatPay</c>.
/// See https://pay.weixin.qq.com/doc/v3/merchant/4012071382.
/// </remarks>
public static class WeChatPayEndpointRouteBuilderExtensions
{
    /// <summary>Maps a URL for APIv3 notifications.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route. A parameter <c>{merchant}</c> is the name of the client whose keys count; without it the default client's do.</param>
    /// <param name="handler">Handles a notification that is proved to be the platform's. It has succeeded when its task has; when it throws, the platform repeats.</param>
    /// <param name="configure">Sets the endpoint's options. Null for the defaults.</param>
    /// <returns>What refines the endpoint. It takes POST alone, and needs no authorization: the signature is one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">
    /// No client was registered. A route that could never take a notification stops the host when it starts: one that names no client where
    /// only named ones are registered, one with <c>{merchant}</c> where there is only the default client or whose constraints no name meets,
    /// one whose clients lack the key that notifications need, one whose handler class cannot be created, and one whose requests another
    /// endpoint matches as well.
    /// </exception>
    /// <example>
    /// <code>
    /// app.MapWeChatPayNotifications("/notify", async (Notification notification, CancellationToken cancellationToken) => await orders.PaidAsync((string)notification.Data.out_trade_no, cancellationToken));
    /// </code>
    /// </example>
    public static IEndpointConventionBuilder MapWeChatPayNotifications(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Func<Notification, CancellationToken, Task> handler, Action<NotificationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return endpoints.MapWeChatPayNotifications(pattern, (notification, _, cancellationToken) => handler(notification, cancellationToken), configure);
    }

    /// <inheritdoc cref="MapWeChatPayNotifications(IEndpointRouteBuilder, string, Func{Notification, CancellationToken, Task}, Action{NotificationOptions}?)"/>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="handler">Gets the merchant's name and client, and the services of a scope, beside the notification.</param>
    /// <param name="configure">Sets the endpoint's options. Null for the defaults.</param>
    public static IEndpointConventionBuilder MapWeChatPayNotifications(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Func<Notification, NotificationContext, CancellationToken, Task> handler, Action<NotificationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Map(endpoints, pattern, NotificationProtocol.V3, (merchant, request, body, cancellationToken) => ReceivedNotification.ReadV3Async(merchant, request, body, handler, cancellationToken), configure);
    }

    /// <inheritdoc cref="MapWeChatPayNotifications(IEndpointRouteBuilder, string, Func{Notification, CancellationToken, Task}, Action{NotificationOptions}?)"/>
    /// <typeparam name="THandler">Taken from the scope's services, or made with them when it is not registered.</typeparam>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="configure">Sets the endpoint's options. Null for the defaults.</param>
    public static IEndpointConventionBuilder MapWeChatPayNotifications<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Action<NotificationOptions>? configure = null)
        where THandler : class, INotificationHandler<Notification> =>
        endpoints.MapWeChatPayNotifications(pattern, RunAsync<THandler, Notification>, configure).WithMetadata(new HandlerConstruction(typeof(THandler)));

    /// <summary>Maps a URL for APIv2 notifications. Answers <c>&lt;xml&gt;&lt;return_code&gt;SUCCESS…</c>, or <c>FAIL</c> with a status of 4xx or 5xx.</summary>
    /// <remarks>They have no id: two with the same business number and state count as one, see <see cref="V2Notification.Id"/>.</remarks>
    /// <inheritdoc cref="MapWeChatPayNotifications(IEndpointRouteBuilder, string, Func{Notification, CancellationToken, Task}, Action{NotificationOptions}?)"/>
    public static IEndpointConventionBuilder MapWeChatPayV2Notifications(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Func<V2Notification, CancellationToken, Task> handler, Action<NotificationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return endpoints.MapWeChatPayV2Notifications(pattern, (notification, _, cancellationToken) => handler(notification, cancellationToken), configure);
    }

    /// <inheritdoc cref="MapWeChatPayV2Notifications(IEndpointRouteBuilder, string, Func{V2Notification, CancellationToken, Task}, Action{NotificationOptions}?)"/>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="handler">Gets the merchant's name and client, and the services of a scope, beside the notification.</param>
    /// <param name="configure">Sets the endpoint's options. Null for the defaults.</param>
    public static IEndpointConventionBuilder MapWeChatPayV2Notifications(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Func<V2Notification, NotificationContext, CancellationToken, Task> handler, Action<NotificationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Map(endpoints, pattern, NotificationProtocol.V2, (merchant, _, body, _) => Task.FromResult(ReceivedNotification.ReadV2(merchant, body, handler)), configure);
    }

    /// <inheritdoc cref="MapWeChatPayV2Notifications(IEndpointRouteBuilder, string, Func{V2Notification, CancellationToken, Task}, Action{NotificationOptions}?)"/>
    /// <typeparam name="THandler">Taken from the scope's services, or made with them when it is not registered.</typeparam>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="configure">Sets the endpoint's options. Null for the defaults.</param>
    public static IEndpointConventionBuilder MapWeChatPayV2Notifications<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Action<NotificationOptions>? configure = null)
        where THandler : class, INotificationHandler<V2Notification> =>
        endpoints.MapWeChatPayV2Notifications(pattern, RunAsync<THandler, V2Notification>, configure).WithMetadata(new HandlerConstruction(typeof(THandler)));

    private static Task RunAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler, TNotification>(
        TNotification notification, NotificationContext context, CancellationToken cancellationToken)
        where THandler : class, INotificationHandler<TNotification> =>
        ActivatorUtilities.GetServiceOrCreateInstance<THandler>(context.Services).HandleAsync(notification, context, cancellationToken);

    private static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints,
        string pattern,
        NotificationProtocol protocol,
        Func<Merchant, HttpRequest, byte[], CancellationToken, Task<ReceivedNotification>> read,
        Action<NotificationOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        if (endpoints.ServiceProvider.GetService<Merchants>() is null)
        {
            throw new InvalidOperationException("No WeChat Pay client is registered, whose keys would verify a notification. Call services.AddWeChatPay first.");
        }
        var options = new NotificationOptions();
        configure?.Invoke(options);
        var endpoint = ActivatorUtilities.CreateInstance<NotificationEndpoint>(endpoints.ServiceProvider, protocol, read, options.Checked());
        // The signature authorizes; a policy for everything else would send the platform to a login page.
        return endpoints.MapPost(pattern, endpoint.InvokeAsync).WithMetadata(new AllowAnonymousAttribute(), new NotificationRoute(protocol));
    }
}
