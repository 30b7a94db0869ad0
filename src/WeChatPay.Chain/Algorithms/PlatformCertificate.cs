namespace WeChatPay.Chain;

/// <summary>A platform certificate (平台证书). It verifies signatures only during its validity period.</summary>
/// <param name="SerialNumber">The serial number in upper-case hexadecimal without leading zero bytes, as the platform writes it.</param>
/// <param name="Key">The certificate's public key.</param>
/// <param name="NotBefore">The time when the certificate becomes valid.</param>
/// <param name="NotAfter">The time when the certificate expires.</param>
public sealed record PlatformCertificate(string SerialNumber, PlatformKey Key, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
