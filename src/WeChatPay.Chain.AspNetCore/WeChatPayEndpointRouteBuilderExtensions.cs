using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.AspNetCore.Endpoints;
using WeChatPay.Chain.AspNetCore.Routing;
using WeChatPay.Chain.Notifications;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Provides extension methods that map endpoints for the notifications (回调通知) of WeChat Pay.</summary>
/// <remarks>
/// <para>
/// An endpoint verifies and decrypts what is posted to it, passes each notification to the handler once, and responds. The response is 204
/// when the handler succeeds or has succeeded before; otherwise it is 4xx or 5xx with <c>{"code":"FAIL","message":…}</c>, and the platform
/// retries for about a day. See https://pay.weixin.qq.com/doc/v3/merchant/4012071382.
/// </para>
/// <para>
/// Call <c>services.AddWeChatPay</c> first. The host does not start if an endpoint could never take a notification: its route names no
/// client although only named clients are registered; it contains <c>{merchant}</c> although only the default client is registered, or with
/// constraints that no name meets; none of its clients has the key that notifications need; its handler class cannot be created; its
/// background needs a store that is not registered; or another endpoint matches the same requests.
/// </para>
/// </remarks>
public static class WeChatPayEndpointRouteBuilderExtensions
{
    /// <summary>Maps an endpoint for APIv3 notifications.</summary>
    /// <param name="endpoints">The route builder of the application.</param>
    /// <param name="pattern">
    /// The route pattern. The value of a parameter <c>{merchant}</c> is the name of the client that verifies the notification; without the
    /// parameter, the default client does.
    /// </param>
    /// <param name="handler">
    /// Handles a verified notification. The notification is handled when the task completes successfully; otherwise the platform retries.
    /// </param>
    /// <param name="configure">
    /// Configures the options of the endpoint; <see langword="null"/> (the default) for the default options.
    /// </param>
    /// <returns>
    /// A builder to customize the endpoint. The endpoint accepts only POST and allows anonymous requests: the signature authorizes them.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">No client is registered.</exception>
    /// <example>
    /// <code>
    /// app.MapWeChatPayNotifications("/notify", async (Notification notification, CancellationToken cancellationToken) =>
    ///     await orders.PaidAsync((string)notification.Data.out_trade_no, cancellationToken));
    /// </code>
    /// </example>
    public static IEndpointConventionBuilder MapWeChatPayNotifications(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        Func<Notification, CancellationToken, Task> handler,
        Action<NotificationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return endpoints.MapWeChatPayNotifications(
            pattern, (notification, _, cancellationToken) => handler(notification, cancellationToken), configure);
    }

    /// <inheritdoc cref="MapWeChatPayNotifications(IEndpointRouteBuilder, string,
    ///     Func{Notification, CancellationToken, Task}, Action{NotificationOptions}?)"/>
    /// <param name="endpoints">The route builder of the application.</param>
    /// <param name="pattern">
    /// The route pattern. The value of a parameter <c>{merchant}</c> is the name of the client that verifies the notification; without the
    /// parameter, the default client does.
    /// </param>
    /// <param name="handler">
    /// Handles a verified notification, with the name and the client of the merchant and the services of a scope. The notification is
    /// handled when the task completes successfully; otherwise the platform retries.
    /// </param>
    /// <param name="configure">
    /// Configures the options of the endpoint; <see langword="null"/> (the default) for the default options.
    /// </param>
    public static IEndpointConventionBuilder MapWeChatPayNotifications(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        Func<Notification, NotificationContext, CancellationToken, Task> handler,
        Action<NotificationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Map(
            endpoints,
            pattern,
            NotificationProtocol.V3,
            (merchant, getHeader, body, receivedAt, cancellationToken) =>
                ReceivedNotification.ReadV3Async(merchant, getHeader, body, receivedAt, handler, cancellationToken),
            configure);
    }

    /// <inheritdoc cref="MapWeChatPayNotifications(IEndpointRouteBuilder, string,
    ///     Func{Notification, CancellationToken, Task}, Action{NotificationOptions}?)"/>
    /// <typeparam name="THandler">The handler class. It is resolved from a new scope, or created if it is not registered.</typeparam>
    /// <param name="endpoints">The route builder of the application.</param>
    /// <param name="pattern">
    /// The route pattern. The value of a parameter <c>{merchant}</c> is the name of the client that verifies the notification; without the
    /// parameter, the default client does.
    /// </param>
    /// <param name="configure">
    /// Configures the options of the endpoint; <see langword="null"/> (the default) for the default options.
    /// </param>
    public static IEndpointConventionBuilder MapWeChatPayNotifications<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Action<NotificationOptions>? configure = null)
        where THandler : class, INotificationHandler<Notification> =>
        endpoints.MapWeChatPayNotifications(pattern, HandleAsync<THandler, Notification>, configure)
            .WithMetadata(new HandlerTypeMetadata(typeof(THandler)));

    /// <summary>Maps an endpoint for APIv2 notifications.</summary>
    /// <remarks>
    /// The response is <c>&lt;xml&gt;&lt;return_code&gt;SUCCESS…</c>, or <c>FAIL</c> with a status of 4xx or 5xx. APIv2 notifications have
    /// no ID: two with the same business number and state are the same notification; see <see cref="V2Notification.Id"/>.
    /// </remarks>
    /// <inheritdoc cref="MapWeChatPayNotifications(IEndpointRouteBuilder, string,
    ///     Func{Notification, CancellationToken, Task}, Action{NotificationOptions}?)"/>
    public static IEndpointConventionBuilder MapWeChatPayV2Notifications(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        Func<V2Notification, CancellationToken, Task> handler,
        Action<NotificationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return endpoints.MapWeChatPayV2Notifications(
            pattern, (notification, _, cancellationToken) => handler(notification, cancellationToken), configure);
    }

    /// <inheritdoc cref="MapWeChatPayV2Notifications(IEndpointRouteBuilder, string,
    ///     Func{V2Notification, CancellationToken, Task}, Action{NotificationOptions}?)"/>
    /// <param name="endpoints">The route builder of the application.</param>
    /// <param name="pattern">
    /// The route pattern. The value of a parameter <c>{merchant}</c> is the name of the client that verifies the notification; without the
    /// parameter, the default client does.
    /// </param>
    /// <param name="handler">
    /// Handles a verified notification, with the name and the client of the merchant and the services of a scope. The notification is
    /// handled when the task completes successfully; otherwise the platform retries.
    /// </param>
    /// <param name="configure">
    /// Configures the options of the endpoint; <see langword="null"/> (the default) for the default options.
    /// </param>
    public static IEndpointConventionBuilder MapWeChatPayV2Notifications(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        Func<V2Notification, NotificationContext, CancellationToken, Task> handler,
        Action<NotificationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Map(
            endpoints,
            pattern,
            NotificationProtocol.V2,
            (merchant, _, body, _, _) => Task.FromResult(ReceivedNotification.ReadV2(merchant, body, handler)),
            configure);
    }

    /// <inheritdoc cref="MapWeChatPayV2Notifications(IEndpointRouteBuilder, string,
    ///     Func{V2Notification, CancellationToken, Task}, Action{NotificationOptions}?)"/>
    /// <typeparam name="THandler">The handler class. It is resolved from a new scope, or created if it is not registered.</typeparam>
    /// <param name="endpoints">The route builder of the application.</param>
    /// <param name="pattern">
    /// The route pattern. The value of a parameter <c>{merchant}</c> is the name of the client that verifies the notification; without the
    /// parameter, the default client does.
    /// </param>
    /// <param name="configure">
    /// Configures the options of the endpoint; <see langword="null"/> (the default) for the default options.
    /// </param>
    public static IEndpointConventionBuilder MapWeChatPayV2Notifications<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Action<NotificationOptions>? configure = null)
        where THandler : class, INotificationHandler<V2Notification> =>
        endpoints.MapWeChatPayV2Notifications(pattern, HandleAsync<THandler, V2Notification>, configure)
            .WithMetadata(new HandlerTypeMetadata(typeof(THandler)));

    private static Task HandleAsync<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler, TNotification>(
        TNotification notification, NotificationContext context, CancellationToken cancellationToken)
        where THandler : class, INotificationHandler<TNotification> =>
        ActivatorUtilities.GetServiceOrCreateInstance<THandler>(context.Services).HandleAsync(notification, context, cancellationToken);

    private static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints,
        string pattern,
        NotificationProtocol protocol,
        NotificationRead read,
        Action<NotificationOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        if (endpoints.ServiceProvider.GetService<Merchants>() is null)
        {
            throw new InvalidOperationException(
                "No WeChat Pay client is registered to verify notifications. Call services.AddWeChatPay before mapping the endpoint.");
        }
        var options = new NotificationOptions();
        configure?.Invoke(options);
        options.Validate();
        var endpoint = ActivatorUtilities.CreateInstance<NotificationEndpoint>(endpoints.ServiceProvider, protocol, read, options);
        // The signature authorizes the request; a fallback policy would redirect the platform to a login page.
        return endpoints.MapPost(pattern, endpoint.InvokeAsync)
            .WithMetadata(new AllowAnonymousAttribute(), new NotificationRoute(endpoint));
    }
}
