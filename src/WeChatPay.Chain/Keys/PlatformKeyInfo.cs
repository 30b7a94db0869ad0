namespace WeChatPay.Chain;

/// <summary>Describes a platform key of a client.</summary>
/// <param name="Serial">The serial number of the certificate in hexadecimal, or the <c>PUB_KEY_ID_…</c> of the public key.</param>
/// <param name="Expiry">
/// The time when the certificate expires. <see langword="null"/> for a public key, and for a key that was configured without its
/// certificate.
/// </param>
public sealed record PlatformKeyInfo(string Serial, DateTimeOffset? Expiry);
