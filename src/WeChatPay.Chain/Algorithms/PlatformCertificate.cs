namespace WeChatPay.Chain;

/// <summary>What is known of a platform certificate (平台证书). Outside its validity it verifies nothing.</summary>
/// <param name="SerialNumber">In upper-case hexadecimal without leading zero bytes, as the platform writes it.</param>
/// <param name="Key">The certificate's public key.</param>
/// <param name="NotBefore">When it becomes valid.</param>
/// <param name="NotAfter">When it expires.</param>
public sealed record PlatformCertificate(string SerialNumber, PlatformKey Key, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
