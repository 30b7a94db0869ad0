using System.Security.Cryptography;

namespace Webshop.Orders;

/// <summary>An order as it is stored.</summary>
internal sealed record Order
{
    public static TimeSpan TimeToPay { get; } = TimeSpan.FromMinutes(30);

    /// <summary>The <c>out_trade_no</c>: unique, and not to be guessed, because it is all that leads to the order's page.</summary>
    public required string Number { get; init; }

    public required string GoodsId { get; init; }

    public required string Description { get; init; }

    public required long Fen { get; init; }

    public required DateTimeOffset Created { get; init; }

    public OrderState State { get; init; }

    /// <summary>What the QR code says. Null until the platform has answered.</summary>
    public string? CodeUrl { get; init; }

    /// <summary>The platform's number of the payment. Null until it is paid.</summary>
    public string? TransactionId { get; init; }

    /// <summary>What the platform said last about the refund, such as <c>PROCESSING</c> or <c>SUCCESS</c>. Null until it has said something.</summary>
    public string? RefundStatus { get; init; }

    /// <summary>Until when it can be paid.</summary>
    public DateTimeOffset Expiry => Created + TimeToPay;

    /// <summary>The <c>out_refund_no</c>. It follows from the order, so that a refund that is asked for twice is one refund.</summary>
    public string RefundNumber => $"{Number}-R";

    public static Order Of(Goods goods, DateTimeOffset now) => new()
    {
        Number = $"{now:yyyyMMdd}{RandomNumberGenerator.GetHexString(24)}",
        GoodsId = goods.Id,
        Description = goods.Name,
        Fen = goods.Fen,
        // To the second, as the platform counts: the same order sent again must say the same.
        Created = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
    };
}
