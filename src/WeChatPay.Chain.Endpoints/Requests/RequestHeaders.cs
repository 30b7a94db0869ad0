namespace WeChatPay.Chain.Endpoints;

/// <summary>Headers of a request. Any other header is set by its name: <c>new() { ["X-Name"] = "value" }</c>.</summary>
public class RequestHeaders : RequestFields
{
    /// <summary>
    /// Gets or sets <c>Wechatpay-Serial</c>, the key that sensitive fields are encrypted with. By default, the client chooses it.
    /// </summary>
    public string? Wechatpay_Serial
    {
        get => GetField<string>("Wechatpay-Serial");
        set => SetField("Wechatpay-Serial", value);
    }
}
