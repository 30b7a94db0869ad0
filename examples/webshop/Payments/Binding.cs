using System.Globalization;
using Microsoft.Extensions.Options;
using Webshop.Orders;
using WeChatPay.Chain;

namespace Webshop.Payments;

/// <summary>Holds what the platform says against what the shop asked.</summary>
/// <remarks>
/// A signature proves that the platform wrote a message, not that it is about this order: the signed response to another request, or the
/// notification of another merchant's order, verifies as well.
/// </remarks>
internal sealed class Binding(ShopSettings settings, IOptionsMonitor<WeChatPayClientOptions> merchant)
{
    public const string Currency = "CNY";

    /// <param name="order">The order as the shop knows it.</param>
    /// <param name="transaction">A response to a query, or the data of a notification.</param>
    /// <exception cref="InvalidDataException">It is about another order, merchant or app; or the order was paid with another amount, or twice.</exception>
    public void RequireTransaction(Order order, dynamic transaction)
    {
        Require(order, "out_trade_no", order.Number, (object?)transaction.out_trade_no);
        Require(order, "mchid", merchant.CurrentValue.MerchantId, (object?)transaction.mchid);
        Require(order, "appid", settings.AppId, (object?)transaction.appid);
        if ((string?)transaction.trade_state == "SUCCESS")
        {
            Require(order, "amount.total", order.Fen, (object?)transaction.amount?.total);
            Require(order, "amount.currency", Currency, (object?)transaction.amount?.currency);
            Require(order, "transaction_id", order.TransactionId ?? (string?)transaction.transaction_id ?? "an id", (object?)transaction.transaction_id);
        }
    }

    /// <param name="order">The order as the shop knows it.</param>
    /// <param name="refund">A response that says how a refund stands.</param>
    /// <exception cref="InvalidDataException">It is about another refund, order or amount.</exception>
    public static void RequireRefund(Order order, dynamic refund)
    {
        Require(order, "out_refund_no", order.RefundNumber, (object?)refund.out_refund_no);
        Require(order, "out_trade_no", order.Number, (object?)refund.out_trade_no);
        Require(order, "amount.refund", order.Fen, (object?)refund.amount?.refund);
        Require(order, "amount.total", order.Fen, (object?)refund.amount?.total);
        Require(order, "transaction_id", order.TransactionId ?? "an id", (object?)refund.transaction_id);
    }

    /// <param name="order">The order as the shop knows it.</param>
    /// <param name="refund">The data of a notification, which names the merchant too.</param>
    /// <inheritdoc cref="RequireRefund"/>
    public void RequireRefundNotification(Order order, dynamic refund)
    {
        Require(order, "mchid", merchant.CurrentValue.MerchantId, (object?)refund.mchid);
        RequireRefund(order, refund);
    }

    // The message has no value that was received: it may be somebody else's.
    private static void Require(Order order, string name, object expected, object? received)
    {
        if (Text(expected) != Text(received))
        {
            throw new InvalidDataException(
                $"A message of the platform has another '{name}' than the order {order.Number}, or none. Nothing was changed; somebody has to look at it.");
        }
    }

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
