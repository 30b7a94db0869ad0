using System.Security.Cryptography;

namespace Webshop.Orders;

/// <summary>An order in the database.</summary>
internal sealed record Order
{
    public static TimeSpan TimeToPay { get; } = TimeSpan.FromMinutes(30);

    /// <summary>The <c>out_trade_no</c>: unique and impossible to guess, because it gives access to the page of the order.</summary>
    public required string Number { get; init; }

    public required string GoodsId { get; init; }

    public required string Description { get; init; }

    public required long Fen { get; init; }

    public required DateTimeOffset Created { get; init; }

    public OrderState State { get; init; }

    /// <summary>The content of the QR code. Null until the platform has returned it.</summary>
    public string? CodeUrl { get; init; }

    /// <summary>The platform's ID of the payment. Null until the order is paid.</summary>
    public string? TransactionId { get; init; }

    /// <summary>
    /// The last known status of the refund, such as <c>PROCESSING</c> or <c>SUCCESS</c>. Null until the platform has returned one.
    /// </summary>
    public string? RefundStatus { get; init; }

    /// <summary>The time until which the order can be paid.</summary>
    public DateTimeOffset Expiry => Created + TimeToPay;

    /// <summary>The <c>out_refund_no</c>. It is derived from the order, so that two requests are one refund.</summary>
    public string RefundNumber => $"{Number}-R";

    public static Order Create(Goods goods, DateTimeOffset now) => new()
    {
        Number = $"{now:yyyyMMdd}{RandomNumberGenerator.GetHexString(24)}",
        GoodsId = goods.Id,
        Description = goods.Name,
        Fen = goods.Fen,
        // In whole seconds, as on the platform: when the order is sent again, it must be identical.
        Created = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
    };
}
