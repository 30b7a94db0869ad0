namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>A host that is not the platform's main host.</summary>
/// <param name="Url">The URL, such as <c>https://apihk.mch.weixin.qq.com</c>.</param>
/// <param name="IsOnly">Whether the operation exists only there.</param>
public sealed record OperationHost(string Url, bool IsOnly);
