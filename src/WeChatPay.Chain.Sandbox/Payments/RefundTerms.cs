using System.Text.Json;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>The content of a refund request.</summary>
internal sealed class RefundTerms
{
    public string? TransactionId { get; init; }

    public string? OutTradeNo { get; init; }

    public required string OutRefundNo { get; init; }

    /// <summary>The amount to refund, in fen.</summary>
    public required long RefundAmount { get; init; }

    /// <summary>The amount of the order, in fen.</summary>
    public required long Total { get; init; }

    public Uri? NotifyUrl { get; init; }

    /// <summary>The whole request: one with the same refund number but other content is an error.</summary>
    public required JsonElement Body { get; init; }

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
        var amount = fields.ReadFen("/amount/refund");
        return fields.Error is not null ? null : new RefundTerms
        {
            TransactionId = transactionId,
            OutTradeNo = outTradeNo,
            OutRefundNo = outRefundNo,
            RefundAmount = amount,
            Total = total,
            NotifyUrl = notifyUrl,
            Body = body,
        };
    }

    /// <summary>Whether both requests are for the same refund.</summary>
    public bool Matches(RefundTerms other) => JsonElement.DeepEquals(Body, other.Body);

    /// <summary>Whether the order is the one to refund: it has every number that the request contains.</summary>
    public bool IsFor(Order order) =>
        (TransactionId is null || TransactionId == order.TransactionId) && (OutTradeNo is null || OutTradeNo == order.Terms.OutTradeNo);
}
