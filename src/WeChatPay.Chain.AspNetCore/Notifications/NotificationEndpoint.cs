using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Clients;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Takes what is posted to a notification's URL: whose it is, its body, its proof; then it is handled once, and answered.</summary>
internal sealed class NotificationEndpoint(
    NotificationProtocol protocol,
    Func<ClientGeneration, HttpRequest, byte[], CancellationToken, Task<ReceivedNotification>> read,
    NotificationOptions options,
    WeChatPayClients clients,
    NotificationHandling handling,
    TimeProvider timeProvider,
    ILogger<NotificationEndpoint> logger)
{
    public const string MerchantRouteValue = "merchant";

    public async Task InvokeAsync(HttpContext context) =>
        await NotificationReply.To(await OutcomeAsync(context).ConfigureAwait(false)).WriteAsync(context.Response, protocol).ConfigureAwait(false);

    private async Task<NotificationOutcome> OutcomeAsync(HttpContext context)
    {
        try
        {
            return await ReceiveAsync(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            NotificationLog.Broken(logger, exception);
            return exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? NotificationOutcome.TooLong : NotificationOutcome.Broken;
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested)
        {
            NotificationLog.Broken(logger, exception);
            return NotificationOutcome.Broken;
        }
        catch (Exception exception)
        {
            NotificationLog.Failed(logger, exception);
            return NotificationOutcome.Failed;
        }
    }

    private async Task<NotificationOutcome> ReceiveAsync(HttpContext context)
    {
        if (MerchantOf(context) is not { } name || clients.Find(name) is not { } merchant)
        {
            NotificationLog.UnknownMerchant(logger);
            return NotificationOutcome.UnknownMerchant;
        }
        using var late = new ResponseDeadline(options.AnswerWithin, timeProvider);
        var (body, refusal) = await ReadBodyAsync(name, context, late.Token).ConfigureAwait(false);
        if (body is not null)
        {
            (var notification, refusal) = await ReadAsync(name, merchant, context.Request, body, late.Token).ConfigureAwait(false);
            if (notification is not null)
            {
                return await handling.HandleAsync(notification, name, merchant, options, late).ConfigureAwait(false);
            }
        }
        return refusal;
    }

    private async Task<(byte[]? Body, NotificationOutcome Refusal)> ReadBodyAsync(string name, HttpContext context, CancellationToken late)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late, context.RequestAborted);
        try
        {
            if (await BoundedBody.ReadAsync(context.Request, options.MaxBodySize, either.Token).ConfigureAwait(false) is { } body)
            {
                return (body, default);
            }
            NotificationLog.TooLong(logger, name, options.MaxBodySize);
            return (null, NotificationOutcome.TooLong);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            NotificationLog.ArrivesTooSlowly(logger, name);
            return (null, NotificationOutcome.TooSlow);
        }
    }

    private async Task<(ReceivedNotification? Notification, NotificationOutcome Refusal)> ReadAsync(
        string name, ClientGeneration merchant, HttpRequest request, byte[] body, CancellationToken late)
    {
        try
        {
            return (await read(merchant, request, body, late).ConfigureAwait(false), default);
        }
        catch (WeChatPaySignatureException exception)
        {
            NotificationLog.Unverified(logger, name, exception.Reason, exception.Message);
            return (null, NotificationOutcome.Unverified);
        }
        catch (Exception exception)
        {
            NotificationLog.Unreadable(logger, exception, name);
            return (null, NotificationOutcome.Unreadable);
        }
    }

    // Null when the pattern asks for a merchant and the URL names none.
    private static string? MerchantOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.GetParameter(MerchantRouteValue) is null
            ? ""
            : context.GetRouteValue(MerchantRouteValue) as string is { Length: > 0 } name ? name : null;
}
