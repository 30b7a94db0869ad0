namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>A field with an encryption key is sent.</summary>
/// <param name="Key">The key, such as <c>wechatpay-key</c>.</param>
public sealed record KeyCondition(string Key) : Condition;
