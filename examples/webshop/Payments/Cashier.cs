using System.Net;
using Microsoft.Extensions.Options;
using Webshop.Orders;
using WeChatPay.Chain;

namespace Webshop.Payments;

/// <summary>What the shop asks the platform for.</summary>
/// <remarks>
/// What the platform refuses, and what nobody knows the outcome of, is thrown. The order stays in a state from which the page, or
/// <see cref="OpenOrders"/>, tries again, under the same number.
/// </remarks>
internal sealed class Cashier(WeChatPayClient client, IOptionsMonitor<WeChatPayClientOptions> merchant, ShopSettings settings, NotifyUrl notifyUrl, OrderStore orders, Ledger ledger)
{
    private string MerchantId => merchant.CurrentValue.MerchantId;

    /// <summary>Places the order with the platform, which answers what the QR code has to say.</summary>
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
            // The order may exist. Ask before anything else; the same order once more, under the same number, is no second order.
            await AskAsync(order, cancellationToken);
            if (orders.Find(order.Number) is { State: OrderState.Waiting })
            {
                await PlaceAsync(order, cancellationToken);
            }
        }
    }

    /// <summary>Asks what became of an order that waits for its payment, and believes it like a notification.</summary>
    public async Task AskAsync(Order order, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.Chain("v3/pay/transactions/out-trade-no/{out_trade_no}")
                .GetAsync(new { out_trade_no = order.Number, query = new { mchid = MerchantId } }, cancellationToken);
            ledger.Enter(order, response.Data);
        }
        catch (WeChatPayApiException refusal) when (refusal.StatusCode == (int)HttpStatusCode.NotFound)
        {
            // It never arrived, so it still waits.
        }
    }

    /// <summary>Ends an order that nobody paid in time.</summary>
    public async Task CloseAsync(Order order, CancellationToken cancellationToken)
    {
        using var response = await client.Chain("v3/pay/transactions/out-trade-no/{out_trade_no}/close")
            .PostAsync(new { out_trade_no = order.Number, json = new { mchid = MerchantId } }, cancellationToken);
        orders.Move(order.Number, OrderState.Waiting, OrderState.Closed);
    }

    /// <summary>Gives everything back.</summary>
    public async Task RefundAsync(Order order, CancellationToken cancellationToken)
    {
        // First the state, then the call: the notification may overtake the answer.
        if (!orders.Move(order.Number, OrderState.Paid, OrderState.Refunding))
        {
            return;
        }
        try
        {
            await SendRefundAsync(order, cancellationToken);
        }
        catch (WeChatPayApiException refusal) when (!refusal.OutcomeUnknown)
        {
            orders.Move(order.Number, OrderState.Refunding, OrderState.Paid);
            throw;
        }
    }

    /// <summary>Asks what became of a refund.</summary>
    public async Task AskForRefundAsync(Order order, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.Chain("v3/refund/domestic/refunds/{out_refund_no}").GetAsync(new { out_refund_no = order.RefundNumber }, cancellationToken);
            ledger.EnterRefund(order, response.Data);
        }
        catch (WeChatPayApiException refusal) when (refusal.StatusCode == (int)HttpStatusCode.NotFound)
        {
            await SendRefundAsync(order, cancellationToken);
        }
    }

    private async Task PlaceAsync(Order order, CancellationToken cancellationToken)
    {
        var terms = new
        {
            appid = settings.AppId,
            mchid = MerchantId,
            description = order.Description,
            out_trade_no = order.Number,
            time_expire = order.Expiry,
            notify_url = notifyUrl.Value,
            amount = new { total = order.Fen, currency = Binding.Currency },
        };
        using var response = await client.Chain("v3/pay/transactions/native").PostAsync(new { json = terms }, cancellationToken);
        // All that the response says. It names no order: a code that belongs to another is found out by the payment's notification.
        var codeUrl = (string?)response.Data.code_url;
        orders.SetCodeUrl(
            order.Number,
            codeUrl?.StartsWith("weixin://", StringComparison.Ordinal) == true ? codeUrl : throw new InvalidDataException("The platform's response has no code_url."));
    }

    private async Task SendRefundAsync(Order order, CancellationToken cancellationToken)
    {
        var terms = new
        {
            out_trade_no = order.Number,
            out_refund_no = order.RefundNumber,
            notify_url = notifyUrl.Value,
            amount = new { refund = order.Fen, total = order.Fen, currency = Binding.Currency },
        };
        using var response = await client.Chain("v3/refund/domestic/refunds").PostAsync(new { json = terms }, cancellationToken);
        ledger.EnterRefund(order, response.Data);
    }
}
