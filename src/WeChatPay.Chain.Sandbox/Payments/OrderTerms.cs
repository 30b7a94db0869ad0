using System.Text.Json;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>What a merchant orders. The whole body is kept, because another body under the same number is another order.</summary>
internal sealed record OrderTerms(
    string TradeType, string AppId, string OutTradeNo, long Total, Uri NotifyUrl, string? Attach, string? OpenId, DateTimeOffset? TimeExpire, JsonElement Body)
{
    private const string Native = "native";
    private const string Jsapi = "jsapi";
    private const string H5 = "h5";

    /// <summary>The last segments of the paths under which orders are placed.</summary>
    public static IReadOnlyList<string> TradeTypes { get; } = [Native, Jsapi, "app", H5];

    public bool IsNative => TradeType == Native;

    public bool IsH5 => TradeType == H5;

    /// <summary>As it stands in a transaction.</summary>
    public string WireType => IsH5 ? "MWEB" : TradeType.ToUpperInvariant();

    /// <summary>Reads what the platform requires of an order; what is wrong stands in the fields afterwards.</summary>
    public static OrderTerms? Read(string tradeType, JsonElement body, BodyFields fields, string merchantId)
    {
        var appId = fields.Text("/appid", "wx[0-9A-Za-z]{1,30}", "an AppID is required: wx and letters and digits");
        if (fields.Text("/mchid", ".+", "the merchant number is required") is { Length: > 0 } given && given != merchantId)
        {
            fields.Refuse("/mchid", "another merchant than the one who signed");
        }
        fields.Text("/description", ".{1,127}", "a text of 1 to 127 characters is required");
        var outTradeNo = fields.Text("/out_trade_no", @"[0-9A-Za-z_\-|*]{6,32}", "6 to 32 letters, digits and _-|* are required");
        var timeExpire = fields.OptionalTime("/time_expire");
        var attach = fields.OptionalText("/attach", 128);
        var notifyUrl = LoopbackUrl.Read(fields);
        var total = Amount.Read(fields, "/amount/total");
        var openId = tradeType == Jsapi ? fields.Text("/payer/openid", ".{1,128}", "the payer is required") : null;
        if (tradeType == H5)
        {
            fields.Text("/scene_info/payer_client_ip", ".{1,45}", "the payer's address is required");
            fields.Text("/scene_info/h5_info/type", ".{1,32}", "the scene is required, such as Wap");
        }
        return fields.Refusal is null ? new OrderTerms(tradeType, appId, outTradeNo, total, notifyUrl!, attach, openId, timeExpire, body) : null;
    }

    /// <summary>Whether this is the same order once more.</summary>
    public bool Repeats(OrderTerms other) => TradeType == other.TradeType && JsonElement.DeepEquals(Body, other.Body);
}
