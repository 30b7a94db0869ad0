namespace WeChatPay.Chain.Calls;

/// <summary>The version of the platform's API that a call uses.</summary>
internal enum ApiVersion
{
    /// <summary>JSON, signed with RSA.</summary>
    V3,

    /// <summary>XML, signed with a shared key.</summary>
    V2,
}
