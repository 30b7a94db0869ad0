using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Takes what is posted to a notification's URL: whose it is, its body, its proof; then it is handled once, and answered.</summary>
internal sealed class NotificationEndpoint(
    NotificationProtocol protocol,
    Func<Merchant, HttpRequest, byte[], CancellationToken, Task<ReceivedNotification>> read,
    NotificationOptions options,
    Merchants merchants,
    NotificationHandling handling,
    TimeProvider timeProvider,
    ILogger<NotificationEndpoint> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = (RouteEndpoint)context.GetEndpoint()!;
        var (name, merchant) = MerchantOf(context, endpoint);
        var outcome = await OutcomeAsync(context, endpoint, name, merchant).ConfigureAwait(false);
        NotificationInstruments.Count(outcome, NotificationRoute.NameOf(endpoint), merchant?.MerchantId);
        await NotificationReply.To(outcome).WriteAsync(context.Response, protocol).ConfigureAwait(false);
    }

    private async Task<NotificationOutcome> OutcomeAsync(HttpContext context, RouteEndpoint endpoint, string? name, Merchant? merchant)
    {
        if (merchant is null)
        {
            NotificationLog.UnknownMerchant(logger, NotificationRoute.NameOf(endpoint), name is null ? "none" : PlainWord.Quote(name), merchants.Registered);
            return NotificationOutcome.UnknownMerchant;
        }
        try
        {
            return await ReceiveAsync(context, endpoint, merchant).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            NotificationLog.Broken(logger, exception, merchant.DisplayName);
            return exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? NotificationOutcome.TooLong : NotificationOutcome.Broken;
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested)
        {
            NotificationLog.Broken(logger, exception, merchant.DisplayName);
            return NotificationOutcome.Broken;
        }
        catch (Exception exception)
        {
            NotificationLog.Failed(logger, exception, merchant.DisplayName);
            return NotificationOutcome.Failed;
        }
    }

    private async Task<NotificationOutcome> ReceiveAsync(HttpContext context, RouteEndpoint endpoint, Merchant merchant)
    {
        using var late = new ResponseDeadline(options.AnswerWithin, timeProvider);
        var (body, refusal) = await ReadBodyAsync(merchant.DisplayName, context, late.Token).ConfigureAwait(false);
        if (body is not null)
        {
            (var notification, refusal) = await ReadAsync(merchant, context.Request, body, late.Token).ConfigureAwait(false);
            if (notification is not null)
            {
                return await handling.HandleAsync(notification, NotificationRoute.KeyOf(endpoint, merchant.Name), merchant, options, late).ConfigureAwait(false);
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
        // What a decompressing middleware throws at bytes that it cannot unpack; Brotli's is the second.
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            NotificationLog.Broken(logger, exception, name);
            return (null, NotificationOutcome.Broken);
        }
    }

    private async Task<(ReceivedNotification? Notification, NotificationOutcome Refusal)> ReadAsync(
        Merchant merchant, HttpRequest request, byte[] body, CancellationToken late)
    {
        try
        {
            return (await read(merchant, request, body, late).ConfigureAwait(false), default);
        }
        catch (WeChatPaySignatureException exception)
        {
            var problem = exception.Reason is SignatureFailure.Mismatch or SignatureFailure.Malformed ? BodyProblem.Of(request, body.Length) : null;
            NotificationLog.Unverified(logger, merchant.DisplayName, exception, problem ?? exception.Message);
            return (null, NotificationOutcome.Unverified);
        }
        catch (Exception exception) when (exception is WeChatPayDecryptionException or FormatException)
        {
            NotificationLog.Unreadable(logger, exception, merchant.DisplayName);
            return (null, NotificationOutcome.Unreadable);
        }
        catch (OperationCanceledException exception) when (late.IsCancellationRequested)
        {
            NotificationLog.Unverifiable(logger, exception, merchant.DisplayName);
            return (null, NotificationOutcome.TooSlow);
        }
        catch (Exception exception)
        {
            NotificationLog.Unverifiable(logger, exception, merchant.DisplayName);
            return (null, NotificationOutcome.Failed);
        }
    }

    /// <returns>The name that the URL means, and the client of that name; null where the pattern asks for a merchant and the URL names none.</returns>
    private (string? Name, Merchant? Merchant) MerchantOf(HttpContext context, RouteEndpoint endpoint)
    {
        var name = NotificationRoute.NamesMerchant(endpoint)
            ? context.GetRouteValue(NotificationRoute.Merchant) as string is { Length: > 0 } named ? named : null
            : "";
        return (name, name is null ? null : merchants.Find(name));
    }
}
