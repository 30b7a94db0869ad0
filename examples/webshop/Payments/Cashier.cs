using Microsoft.Extensions.Options;
using Webshop.Orders;
using WeChatPay.Chain;

namespace Webshop.Payments;

/// <summary>What the shop asks the platform for.</summary>
internal sealed class Cashier(
    WeChatPayClient client, IOptionsMonitor<WeChatPayClientOptions> merchant, ShopSettings settings, NotifyUrl notifyUrl, OrderStore orders, Ledger ledger, ILogger<Cashier> log)
{
    private string MerchantId => merchant.CurrentValue.MerchantId;

    /// <summary>Places the order, so that it can be paid. Afterwards it has its code, or the page offers to try again.</summary>
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
        catch (Exception exception) when (WeChatPayException.IsOutcomeUnknown(exception))
        {
            // The order may exist. Ask before anything else; if it still waits, the same order under the same number is not a second one.
            log.LogWarning(exception, "Nobody knows whether the order {Number} was placed.", order.Number);
            if (await AskAsync(order, cancellationToken) && orders.Find(order.Number) is { State: OrderState.Waiting })
            {
                await TryAsync(() => PlaceAsync(order, cancellationToken), order);
            }
        }
        catch (WeChatPayApiException refusal)
        {
            log.LogError(refusal, "The order {Number} was refused.", order.Number);
        }
    }

    /// <summary>Asks what became of an order, and believes it as if it had been a notification.</summary>
    /// <returns>Whether the platform answered, if only that it knows no such order.</returns>
    public async Task<bool> AskAsync(Order order, CancellationToken cancellationToken)
    {
        var asked = order.State == OrderState.Refunding
            ? client.Chain("v3/refund/domestic/refunds/{out_refund_no}").GetAsync(new { out_refund_no = order.RefundNumber }, cancellationToken)
            : client.Chain("v3/pay/transactions/out-trade-no/{out_trade_no}").GetAsync(new { out_trade_no = order.Number, query = new { mchid = MerchantId } }, cancellationToken);
        return await TryAsync(
            async () =>
            {
                using var response = await asked;
                if (order.State == OrderState.Refunding)
                {
                    ledger.EnterRefund(order, (string)response.Data.status);
                }
                else
                {
                    ledger.Enter(order, response.Data);
                }
            },
            order);
    }

    /// <summary>Gives everything back. Asked for again it is the same refund, because its number is the same.</summary>
    public async Task RefundAsync(Order order, CancellationToken cancellationToken)
    {
        // First the state, then the call: the notification may be faster than the answer.
        if (!orders.Move(order.Number, OrderState.Paid, OrderState.Refunding))
        {
            return;
        }
        try
        {
            using var response = await client.Chain("v3/refund/domestic/refunds").PostAsync(RefundOf(order), cancellationToken);
            ledger.EnterRefund(order, (string)response.Data.status);
        }
        catch (Exception exception) when (WeChatPayException.IsOutcomeUnknown(exception))
        {
            // Until somebody knows, the order stays as it is; OpenOrders asks.
            log.LogWarning(exception, "Nobody knows whether the refund of {Number} was taken up.", order.Number);
        }
        catch (WeChatPayApiException refusal)
        {
            log.LogError(refusal, "The refund of {Number} was refused.", order.Number);
            orders.Move(order.Number, OrderState.Refunding, OrderState.Paid);
        }
    }

    /// <summary>Ends an order that nobody paid in time.</summary>
    public async Task CloseAsync(Order order, CancellationToken cancellationToken)
    {
        var closed = await TryAsync(
            () => client.Chain("v3/pay/transactions/out-trade-no/{out_trade_no}/close").PostAsync(new { out_trade_no = order.Number, json = new { mchid = MerchantId } }, cancellationToken), order);
        if (closed)
        {
            orders.Move(order.Number, OrderState.Waiting, OrderState.Closed);
        }
    }

    private async Task PlaceAsync(Order order, CancellationToken cancellationToken)
    {
        using var response = await client.Chain("v3/pay/transactions/native").PostAsync(
            new
            {
                json = new
                {
                    appid = settings.AppId,
                    mchid = MerchantId,
                    description = order.Description,
                    out_trade_no = order.Number,
                    time_expire = order.Expiry,
                    notify_url = notifyUrl.Value,
                    amount = new { total = order.Fen, currency = Ledger.Currency },
                },
            },
            cancellationToken);
        orders.SetCodeUrl(order.Number, (string)response.Data.code_url);
    }

    private static object RefundOf(Order order, string? notifyUrl) => new
    {
        json = new
        {
            out_trade_no = order.Number,
            out_refund_no = order.RefundNumber,
            notify_url = notifyUrl,
            amount = new { refund = order.Fen, total = order.Fen, currency = Ledger.Currency },
        },
    };
}
