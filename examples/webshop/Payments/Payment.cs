using WeChatPay.Chain.Endpoints;
using QueriedPayment = WeChatPay.Chain.Endpoints.V3Endpoints.Pay.Transactions.OutTradeNo.ByOutTradeNo.GetData;

namespace Webshop.Payments;

/// <summary>What a response or a notification says about the payment of an order.</summary>
internal sealed record Payment(
    string? OrderNumber, string? MerchantId, string? AppId, string? State, string? TransactionId, long? Fen, string? Currency)
{
    /// <exception cref="InvalidOperationException">A field is missing that the platform always sends.</exception>
    public static Payment From(QueriedPayment data) => new(
        data.out_trade_no, data.mchid, data.appid, data.trade_state, data.transaction_id, data.amount?.total, data.amount?.currency);

    public static Payment From(TransactionSuccess data) => new(
        data.out_trade_no, data.mchid, data.appid, data.trade_state, data.transaction_id, data.amount?.total, data.amount?.currency);
}
