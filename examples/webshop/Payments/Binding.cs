using System.Globalization;
using Microsoft.Extensions.Options;
using Webshop.Orders;
using WeChatPay.Chain;

namespace Webshop.Payments;

/// <summary>Checks that a message of the platform belongs to an order of the shop.</summary>
/// <remarks>
/// A signature proves that the platform sent a message, not that the message is about this order: the response to another request or the
/// notification of another order has a valid signature too.
/// </remarks>
internal sealed class Binding(ShopSettings settings, IOptionsMonitor<WeChatPayClientOptions> merchant)
{
    public const string Currency = "CNY";

    /// <param name="order">The order in the database.</param>
    /// <param name="transaction">The data of a response or a notification.</param>
    /// <exception cref="InvalidDataException">
    /// The transaction belongs to another order, merchant or app, or the order was paid with another amount or twice.
    /// </exception>
    public void RequireTransaction(Order order, dynamic transaction)
    {
        Require(order, "out_trade_no", order.Number, (object?)transaction.out_trade_no);
        Require(order, "mchid", merchant.CurrentValue.MerchantId, (object?)transaction.mchid);
        Require(order, "appid", settings.AppId, (object?)transaction.appid);
        if ((string?)transaction.trade_state == "SUCCESS")
        {
            Require(order, "amount.total", order.Fen, (object?)transaction.amount?.total);
            Require(order, "amount.currency", Currency, (object?)transaction.amount?.currency);
            var transactionId = (string?)transaction.transaction_id;
            Require(order, "transaction_id", order.TransactionId ?? transactionId ?? "an ID", transactionId);
        }
    }

    /// <param name="order">The order in the database.</param>
    /// <param name="refund">The data of a response with the status of a refund.</param>
    /// <exception cref="InvalidDataException">The refund belongs to another order or has another amount.</exception>
    public static void RequireRefund(Order order, dynamic refund)
    {
        Require(order, "out_refund_no", order.RefundNumber, (object?)refund.out_refund_no);
        Require(order, "out_trade_no", order.Number, (object?)refund.out_trade_no);
        Require(order, "amount.refund", order.Fen, (object?)refund.amount?.refund);
        Require(order, "amount.total", order.Fen, (object?)refund.amount?.total);
        Require(order, "transaction_id", order.TransactionId ?? "an ID", (object?)refund.transaction_id);
    }

    /// <param name="order">The order in the database.</param>
    /// <param name="refund">The data of a notification, which also contains the merchant ID.</param>
    /// <inheritdoc cref="RequireRefund"/>
    public void RequireRefundNotification(Order order, dynamic refund)
    {
        Require(order, "mchid", merchant.CurrentValue.MerchantId, (object?)refund.mchid);
        RequireRefund(order, refund);
    }

    // The message does not contain the received value, which may belong to someone else.
    private static void Require(Order order, string name, object expected, object? received)
    {
        if (Text(expected) != Text(received))
        {
            throw new InvalidDataException(
                $"The field '{name}' in a message of the platform does not match order {order.Number}. Nothing was changed. "
                + "Check the order in the merchant platform.");
        }
    }

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
