using System.Text.Json;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>The content of an order request.</summary>
internal sealed class OrderTerms
{
    private const string Native = "native";
    private const string Jsapi = "jsapi";
    private const string H5 = "h5";

    /// <summary>The last path segments of the endpoints that place orders.</summary>
    public static IReadOnlyList<string> TradeTypes { get; } = [Native, Jsapi, "app", H5];

    public required string TradeType { get; init; }

    public required string AppId { get; init; }

    public required string OutTradeNo { get; init; }

    /// <summary>The amount, in fen.</summary>
    public required long Total { get; init; }

    public required Uri NotifyUrl { get; init; }

    public string? Attach { get; init; }

    public string? OpenId { get; init; }

    public DateTimeOffset? TimeExpire { get; init; }

    /// <summary>The whole request: one with the same order number but other content is an error.</summary>
    public required JsonElement Body { get; init; }

    public bool IsNative => TradeType == Native;

    public bool IsH5 => TradeType == H5;

    /// <summary>The value of <c>trade_type</c> in a transaction.</summary>
    public string WireType => IsH5 ? "MWEB" : TradeType.ToUpperInvariant();

    /// <summary>Reads and validates the fields of an order request.</summary>
    /// <returns>The order, or null if a field is invalid; <see cref="BodyFields.Error"/> is then set.</returns>
    public static OrderTerms? Read(string tradeType, JsonElement body, BodyFields fields, string merchantId)
    {
        var appId = fields.ReadText("/appid", "wx[0-9A-Za-z]{1,30}", "an AppID is required: wx followed by letters and digits");
        if (fields.ReadText("/mchid", ".+", "the merchant ID is required") is { Length: > 0 } given && given != merchantId)
        {
            fields.Reject("/mchid", "must be the merchant who signed the request");
        }
        fields.ReadText("/description", ".{1,127}", "a string of 1 to 127 characters is required");
        var outTradeNo = fields.ReadText("/out_trade_no", @"[0-9A-Za-z_\-|*]{6,32}", "6 to 32 letters, digits and _-|* are required");
        var timeExpire = fields.ReadOptionalTime("/time_expire");
        var attach = fields.ReadOptionalText("/attach", 128);
        var notifyUrl = NotifyUrlField.Read(fields);
        var total = Amount.Read(fields, "/amount/total");
        var openId = tradeType == Jsapi ? fields.ReadText("/payer/openid", ".{1,128}", "the OpenID of the payer is required") : null;
        if (tradeType == H5)
        {
            fields.ReadText("/scene_info/payer_client_ip", ".{1,45}", "the IP address of the payer is required");
            fields.ReadText("/scene_info/h5_info/type", ".{1,32}", "the type of the scene is required, such as Wap");
        }
        return fields.Error is not null ? null : new OrderTerms
        {
            TradeType = tradeType,
            AppId = appId,
            OutTradeNo = outTradeNo,
            Total = total,
            NotifyUrl = notifyUrl!,
            Attach = attach,
            OpenId = openId,
            TimeExpire = timeExpire,
            Body = body,
        };
    }

    /// <summary>Whether both requests are for the same order.</summary>
    public bool Matches(OrderTerms other) => TradeType == other.TradeType && JsonElement.DeepEquals(Body, other.Body);
}
