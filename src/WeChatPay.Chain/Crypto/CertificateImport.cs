using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Crypto;

/// <summary>Imports the merchant's certificate with its private key.</summary>
internal static class CertificateImport
{
    public static X509Certificate2 Read(List<KeyMaterial> found, RSA? privateKey, string? password, string parameter) =>
        found.Find(material => material.Kind is KeyKind.Pkcs12) is { } container
            ? Open(container, password)
            : KeySelector.SelectCertificate(found, privateKey ?? throw new ArgumentException(
                "The private key of the certificate is missing. Set MerchantPrivateKey, or use apiclient_cert.p12, which contains both.",
                nameof(privateKey)), parameter);

    private static X509Certificate2 Open(KeyMaterial container, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12(container.Der, password);
        }
        catch (CryptographicException exception)
        {
            throw new ArgumentException(
                $"{container.Source} is a PKCS#12 container that cannot be opened: it is damaged, or the password is "
                    + $"{(password is null ? "missing" : "wrong")}. The platform encrypts apiclient_cert.p12 with the merchant number.",
                nameof(password), exception);
        }
    }
}
