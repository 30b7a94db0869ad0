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
    /// <param name="payment">What a response or a notification says.</param>
    /// <exception cref="InvalidDataException">
    /// The payment belongs to another order, merchant or app, or the order was paid with another amount or twice.
    /// </exception>
    public void RequirePayment(Order order, Payment payment)
    {
        Require(order, "out_trade_no", order.Number, payment.OrderNumber);
        RequireMerchant(order, payment.MerchantId);
        Require(order, "appid", settings.AppId, payment.AppId);
        if (payment.State == "SUCCESS")
        {
            Require(order, "amount.total", order.Fen, payment.Fen);
            Require(order, "amount.currency", Currency, payment.Currency);
            Require(order, "transaction_id", order.TransactionId ?? payment.TransactionId ?? "an ID", payment.TransactionId);
        }
    }

    /// <param name="order">The order in the database.</param>
    /// <param name="refund">What a response or a notification says.</param>
    /// <exception cref="InvalidDataException">The refund belongs to another order or has another amount.</exception>
    public static void RequireRefund(Order order, Refund refund)
    {
        Require(order, "out_refund_no", order.RefundNumber, refund.Number);
        Require(order, "out_trade_no", order.Number, refund.OrderNumber);
        Require(order, "amount.refund", order.Fen, refund.Fen);
        Require(order, "amount.total", order.Fen, refund.TotalFen);
        Require(order, "transaction_id", order.TransactionId ?? "an ID", refund.TransactionId);
    }

    /// <param name="order">The order in the database.</param>
    /// <param name="merchantId">The <c>mchid</c> of a message.</param>
    /// <exception cref="InvalidDataException">The message is about another merchant.</exception>
    public void RequireMerchant(Order order, string? merchantId) =>
        Require(order, "mchid", merchant.CurrentValue.MerchantId, merchantId);

    // The message does not contain the received value, which may belong to someone else.
    private static void Require<T>(Order order, string name, T expected, T? received)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, received))
        {
            throw new InvalidDataException(
                $"The field '{name}' in a message of the platform does not match order {order.Number}. Nothing was changed. "
                + "Check the order in the merchant platform.");
        }
    }
}
