using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Handling;
using WeChatPay.Chain.AspNetCore.Routing;
using WeChatPay.Chain.AspNetCore.Threading;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.AspNetCore.Endpoints;

/// <summary>
/// Receives a notification: finds the merchant, reads the body, verifies the signature, dispatches the notification and writes the
/// response.
/// </summary>
internal sealed class NotificationEndpoint(
    NotificationProtocol protocol,
    NotificationRead read,
    NotificationOptions options,
    Merchants merchants,
    NotificationDispatcher dispatcher,
    TimeProvider timeProvider,
    ILogger<NotificationEndpoint> logger)
{
    public NotificationProtocol Protocol => protocol;

    public NotificationOptions Options => options;

    /// <summary>Verifies and decrypts a notification that was stored when it was received.</summary>
    public Task<ReceivedNotification> ReadStoredAsync(Merchant merchant, StoredNotification stored, CancellationToken cancellationToken) =>
        read(merchant, name => stored.Headers.GetValueOrDefault(name), stored.Body.ToArray(), stored.ReceivedAt, cancellationToken);

    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = (RouteEndpoint)context.GetEndpoint()!;
        var (name, merchant) = FindMerchant(context, endpoint);
        var outcome = await ReceiveAsync(context, endpoint, name, merchant).ConfigureAwait(false);
        NotificationInstruments.Count(outcome, NotificationRoute.NameOf(endpoint), merchant?.MerchantId);
        await NotificationResponse.From(outcome).WriteAsync(context.Response, protocol).ConfigureAwait(false);
    }

    private async Task<NotificationOutcome> ReceiveAsync(HttpContext context, RouteEndpoint endpoint, string? name, Merchant? merchant)
    {
        if (merchant is null)
        {
            NotificationLog.UnknownMerchant(
                logger, NotificationRoute.NameOf(endpoint), name is null ? "(none)" : PlainWord.Quote(name), merchants.DisplayNames);
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
        using var deadline = new ResponseDeadline(options.ResponseTimeout, timeProvider);
        var (body, error) = await ReadBodyAsync(merchant.DisplayName, context, deadline.Token).ConfigureAwait(false);
        if (body is not null)
        {
            (var notification, error) = await VerifyAsync(merchant, context.Request, body, deadline.Token).ConfigureAwait(false);
            if (notification is not null)
            {
                var key = new NotificationKey(merchant.MerchantId, NotificationRoute.KeyOf(endpoint, merchant.Name), notification.Id);
                var delivery = new NotificationDelivery(key, merchant, notification, context.Request.Headers, body);
                return await dispatcher.DispatchAsync(delivery, options, deadline).ConfigureAwait(false);
            }
        }
        return error;
    }

    private async Task<(byte[]? Body, NotificationOutcome Error)> ReadBodyAsync(
        string name, HttpContext context, CancellationToken deadline)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline, context.RequestAborted);
        try
        {
            if (await NotificationBody.ReadAsync(context.Request, options.MaxBodySize, either.Token).ConfigureAwait(false) is { } body)
            {
                return (body, default);
            }
            NotificationLog.TooLong(logger, name, options.MaxBodySize);
            return (null, NotificationOutcome.TooLong);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            NotificationLog.ArrivesTooSlowly(logger, name);
            return (null, NotificationOutcome.TooSlow);
        }
        // Decompressing middleware throws these when it cannot unpack the bytes; the second is that of Brotli.
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            NotificationLog.Broken(logger, exception, name);
            return (null, NotificationOutcome.Broken);
        }
    }

    private async Task<(ReceivedNotification? Notification, NotificationOutcome Error)> VerifyAsync(
        Merchant merchant, HttpRequest request, byte[] body, CancellationToken deadline)
    {
        try
        {
            return (await read(merchant, name => request.Headers[name], body, receivedAt: null, deadline).ConfigureAwait(false), default);
        }
        catch (WeChatPaySignatureException exception)
        {
            var problem = exception.Reason is SignatureFailure.Mismatch or SignatureFailure.Malformed
                ? BodyProblem.Find(request, body.Length)
                : null;
            NotificationLog.Unverified(logger, merchant.DisplayName, exception, problem ?? exception.Message);
            return (null, NotificationOutcome.Unverified);
        }
        catch (Exception exception) when (exception is WeChatPayDecryptionException or FormatException)
        {
            NotificationLog.Unreadable(logger, exception, merchant.DisplayName);
            return (null, NotificationOutcome.Unreadable);
        }
        catch (Exception exception)
        {
            NotificationLog.Unverifiable(logger, exception, merchant.DisplayName);
            var isTooSlow = exception is OperationCanceledException && deadline.IsCancellationRequested;
            return (null, isTooSlow ? NotificationOutcome.TooSlow : NotificationOutcome.Failed);
        }
    }

    /// <returns>
    /// The name in the URL and the client of that name; <see langword="null"/> if the pattern has a merchant and the URL does not name one.
    /// </returns>
    private (string? Name, Merchant? Merchant) FindMerchant(HttpContext context, RouteEndpoint endpoint)
    {
        var name = NotificationRoute.NamesMerchant(endpoint)
            ? context.GetRouteValue(NotificationRoute.Merchant) as string is { Length: > 0 } named ? named : null
            : "";
        return (name, name is null ? null : merchants.Find(name));
    }
}
