using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Webshop.Orders;
using WeChatPay.Chain;

namespace Webshop.Payments;

/// <summary>Sends the requests of the shop to the platform.</summary>
/// <remarks>
/// Throws when the platform returns an error response or the outcome is unknown. The order then stays in a state from which the page or
/// <see cref="OpenOrders"/> tries again, with the same number.
/// </remarks>
internal sealed class Cashier(
    WeChatPayClient client,
    IOptionsMonitor<WeChatPayClientOptions> merchant,
    ShopSettings settings,
    NotifyUrl notifyUrl,
    OrderStore orders,
    Ledger ledger)
{
    private string MerchantId => merchant.CurrentValue.MerchantId;

    /// <summary>Places the order with the platform, which returns the content of the QR code.</summary>
    public async Task RequestCodeAsync(Order order, CancellationToken cancellationToken)
    {
        if (order is not { State: OrderState.Waiting, CodeUrl: null })
        {
            return;
        }
        try
        {
            await PlaceAsync(order, cancellationToken);
        }
        catch (Exception exception) when (WeChatPayException.IsOutcomeUnknown(exception) && !cancellationToken.IsCancellationRequested)
        {
            // The order may exist on the platform, so query it first. Sending it again with the same number does not create a second order.
            await QueryAsync(order, cancellationToken);
            if (orders.Find(order.Number) is { State: OrderState.Waiting })
            {
                await PlaceAsync(order, cancellationToken);
            }
        }
    }

    /// <summary>Queries an order that waits for its payment and processes the response like a notification.</summary>
    public async Task QueryAsync(Order order, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.v3.pay.transactions.outTradeNo._out_trade_no_.GetAsync(
                out_trade_no: order.Number, query: new() { mchid = MerchantId }, cancellationToken: cancellationToken);
            ledger.Record(order, Payment.From(response.Data));
        }
        catch (WeChatPayApiException exception) when (exception.StatusCode == (int)HttpStatusCode.NotFound)
        {
            // The platform never received the order, so it still waits.
        }
    }

    /// <summary>Closes an order that was not paid in time.</summary>
    public async Task CloseAsync(Order order, CancellationToken cancellationToken)
    {
        using var response = await client.v3.pay.transactions.outTradeNo._out_trade_no_.close.PostAsync(
            out_trade_no: order.Number, json: new() { mchid = MerchantId }, cancellationToken: cancellationToken);
        orders.Move(order.Number, OrderState.Waiting, OrderState.Closed);
    }

    /// <summary>Refunds the full amount.</summary>
    public async Task RefundAsync(Order order, CancellationToken cancellationToken)
    {
        // The state changes before the call, because the notification can arrive before the response.
        if (!orders.Move(order.Number, OrderState.Paid, OrderState.Refunding))
        {
            return;
        }
        try
        {
            await SendRefundAsync(order, cancellationToken);
        }
        catch (WeChatPayApiException exception) when (!exception.OutcomeUnknown)
        {
            orders.Move(order.Number, OrderState.Refunding, OrderState.Paid);
            throw;
        }
    }

    /// <summary>Queries a refund, and sends it again if the platform has not received it.</summary>
    public async Task QueryRefundAsync(Order order, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.v3.refund.domestic.refunds._out_refund_no_.GetAsync(
                out_refund_no: order.RefundNumber, cancellationToken: cancellationToken);
            ledger.RecordRefund(order, Refund.From(response.Data));
        }
        catch (WeChatPayApiException exception) when (exception.StatusCode == (int)HttpStatusCode.NotFound)
        {
            await SendRefundAsync(order, cancellationToken);
        }
    }

    private async Task PlaceAsync(Order order, CancellationToken cancellationToken)
    {
        using var response = await client.v3.pay.transactions.native.PostAsync(
            json: new()
            {
                appid = settings.AppId,
                mchid = MerchantId,
                description = order.Description,
                out_trade_no = order.Number,
                time_expire = order.Expiry.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
                notify_url = notifyUrl.Value,
                amount = new() { total = order.Fen, currency = Binding.Currency },
            },
            cancellationToken: cancellationToken);
        // The response does not name the order. If the code belongs to another one, the notification of the payment shows it.
        var codeUrl = response.Data.code_url;
        orders.SetCodeUrl(
            order.Number,
            codeUrl.StartsWith("weixin://", StringComparison.Ordinal)
                ? codeUrl
                : throw new InvalidDataException("The response of the platform does not contain a valid code_url."));
    }

    private async Task SendRefundAsync(Order order, CancellationToken cancellationToken)
    {
        using var response = await client.v3.refund.domestic.refunds.PostAsync(
            json: new()
            {
                out_trade_no = order.Number,
                out_refund_no = order.RefundNumber,
                notify_url = notifyUrl.Value,
                amount = new() { refund = order.Fen, total = order.Fen, currency = Binding.Currency },
            },
            cancellationToken: cancellationToken);
        ledger.RecordRefund(order, Refund.From(response.Data));
    }
}
