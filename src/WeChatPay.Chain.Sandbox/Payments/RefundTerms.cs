using System.Text.Json;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>What a merchant wants to give back. The whole body is kept, because another body under the same number is another refund.</summary>
internal sealed record RefundTerms(string? TransactionId, string? OutTradeNo, string OutRefundNo, long Fen, long Total, Uri? NotifyUrl, JsonElement Body)
{
    /// <summary>Reads what the platform requires of a refund; what is wrong stands in the fields afterwards.</summary>
    public static RefundTerms? Read(JsonElement body, BodyFields fields)
    {
        var transactionId = fields.OptionalText("/transaction_id", 32);
        var outTradeNo = fields.OptionalText("/out_trade_no", 32);
        if (transactionId is null && outTradeNo is null)
        {
            fields.Refuse("/transaction_id", "transaction_id or out_trade_no is required");
        }
        var outRefundNo = fields.Text("/out_refund_no", @"[0-9A-Za-z_\-|*@]{1,64}", "1 to 64 letters, digits and _-|*@ are required");
        fields.OptionalText("/reason", 80);
        var notifyUrl = fields.Has("/notify_url") ? LoopbackUrl.Read(fields) : null;
        var total = Amount.Read(fields, "/amount/total");
        fields.Text("/amount/currency", Amount.Currency, $"{Amount.Currency} is required");
        var fen = fields.Fen("/amount/refund");
        return fields.Refusal is null ? new RefundTerms(transactionId, outTradeNo, outRefundNo, fen, total, notifyUrl, body) : null;
    }

    /// <summary>Whether this is the same refund once more.</summary>
    public bool Repeats(RefundTerms other) => JsonElement.DeepEquals(Body, other.Body);
}
