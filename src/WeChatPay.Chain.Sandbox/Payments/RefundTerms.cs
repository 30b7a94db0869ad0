using System.Text.Json;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>The content of a refund request.</summary>
/// <remarks>It keeps the whole body: a request with the same number but another body is another refund.</remarks>
internal sealed record RefundTerms(
    string? TransactionId, string? OutTradeNo, string OutRefundNo, long Fen, long Total, Uri? NotifyUrl, JsonElement Body)
{
    /// <summary>Reads and validates the fields of a refund request.</summary>
    /// <returns>The refund, or null if a field is invalid; <see cref="BodyFields.Error"/> is then set.</returns>
    public static RefundTerms? Read(JsonElement body, BodyFields fields)
    {
        var transactionId = fields.ReadOptionalText("/transaction_id", 32);
        var outTradeNo = fields.ReadOptionalText("/out_trade_no", 32);
        if (transactionId is null && outTradeNo is null)
        {
            fields.Reject("/transaction_id", "transaction_id or out_trade_no is required");
        }
        var outRefundNo = fields.ReadText("/out_refund_no", @"[0-9A-Za-z_\-|*@]{1,64}", "1 to 64 letters, digits and _-|*@ are required");
        fields.ReadOptionalText("/reason", 80);
        var notifyUrl = fields.Has(NotifyUrlField.Path) ? NotifyUrlField.Read(fields) : null;
        var total = Amount.Read(fields, "/amount/total");
        fields.ReadText("/amount/currency", Amount.Currency, $"{Amount.Currency} is required");
        var fen = fields.ReadFen("/amount/refund");
        return fields.Error is null ? new RefundTerms(transactionId, outTradeNo, outRefundNo, fen, total, notifyUrl, body) : null;
    }

    /// <summary>Whether both requests are for the same refund.</summary>
    public bool Matches(RefundTerms other) => JsonElement.DeepEquals(Body, other.Body);

    /// <summary>Whether the order is the one to refund: it has every number that the request contains.</summary>
    public bool IsFor(Order order) =>
        (TransactionId is null || TransactionId == order.TransactionId) && (OutTradeNo is null || OutTradeNo == order.Terms.OutTradeNo);
}
