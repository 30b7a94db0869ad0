namespace WeChatPay.Chain.Calls;

/// <summary>Which of the platform's two protocols a call speaks.</summary>
internal enum ApiVersion
{
    /// <summary>JSON, signed with RSA.</summary>
    V3,

    /// <summary>XML, signed with a shared key.</summary>
    V2,
}
