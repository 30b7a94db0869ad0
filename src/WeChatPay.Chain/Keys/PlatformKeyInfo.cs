namespace WeChatPay.Chain;

/// <summary>One platform key that a client has.</summary>
/// <param name="Serial">The certificate's serial in hexadecimal, or the <c>PUB_KEY_ID_…</c> of the public key.</param>
/// <param name="Expiry">When the certificate expires. Null for a public key, and for a key that was configured without its certificate.</param>
public sealed record PlatformKeyInfo(string Serial, DateTimeOffset? Expiry);
