using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Crypto;

/// <summary>Selects a key from a text that contains several: the same key in two formats, or a chain of certificates.</summary>
internal static class KeySelector
{
    /// <param name="candidates">The material of the expected type, at least one.</param>
    /// <param name="parameter">The name of the caller's parameter.</param>
    /// <exception cref="ArgumentException">There are different keys.</exception>
    public static KeyMaterial Select(IReadOnlyList<KeyMaterial> candidates, string parameter)
    {
        var different = WithoutIssuers(candidates).DistinctBy(GetPublicPart).ToList();
        return different.Count == 1 ? different[0] : throw new ArgumentException(
            $"{different[0].Source} contains {different.Count} different keys: {string.Join(", ", different.Select(Describe))}. "
                + "One is expected; remove the others.",
            parameter);
    }

    /// <summary>Selects the certificate that belongs to a private key.</summary>
    /// <exception cref="ArgumentException">The private key does not belong to any of the certificates.</exception>
    public static X509Certificate2 SelectCertificate(IEnumerable<KeyMaterial> found, RSA privateKey, string parameter)
    {
        var certificates = RsaImport.FindCertificates(found, parameter);
        var own = Convert.ToHexString(privateKey.ExportSubjectPublicKeyInfo());
        var match = certificates.Find(certificate => GetPublicPart(certificate) == own) ?? throw new ArgumentException(
            $"{certificates[0].Source} contains {Describe(certificates[0])}, which does not belong to the private key given. "
                + "Use apiclient_cert.pem and apiclient_key.pem from the same download.",
            parameter);
        using var withoutKey = RsaImport.LoadCertificate(match, parameter);
        return withoutKey.CopyWithPrivateKey(privateKey);
    }

    private static IReadOnlyList<KeyMaterial> WithoutIssuers(IReadOnlyList<KeyMaterial> candidates)
    {
        var issuers = candidates.Select(GetNames).Where(names => names.Subject != names.Issuer).Select(names => names.Issuer).ToHashSet();
        var left = candidates.Where(block => GetNames(block).Subject is not { } subject || !issuers.Contains(subject)).ToList();
        return left.Count > 0 ? left : candidates;
    }

    /// <returns>Nulls for material that is not a certificate, or is damaged.</returns>
    private static (string? Subject, string? Issuer) GetNames(KeyMaterial material)
    {
        if (material.Kind is not KeyKind.Certificate)
        {
            return default;
        }
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(material.Der);
            return (Convert.ToHexString(certificate.SubjectName.RawData), Convert.ToHexString(certificate.IssuerName.RawData));
        }
        catch (CryptographicException)
        {
            return default;
        }
    }

    // Material that cannot be read is equal to itself only.
    private static string GetPublicPart(KeyMaterial material)
    {
        try
        {
            if (material.Kind is KeyKind.Certificate)
            {
                using var certificate = X509CertificateLoader.LoadCertificate(material.Der);
                return Convert.ToHexString(certificate.PublicKey.ExportSubjectPublicKeyInfo());
            }
            if (material.Kind is KeyKind.Pkcs1Private or KeyKind.Pkcs8 or KeyKind.Pkcs1Public or KeyKind.Spki)
            {
                using var key = RsaImport.Import(material);
                return Convert.ToHexString(key.ExportSubjectPublicKeyInfo());
            }
        }
        catch (CryptographicException)
        {
            // The import reports the error.
        }
        return Convert.ToHexString(material.Der);
    }

    private static string Describe(KeyMaterial material)
    {
        if (material.Kind is not KeyKind.Certificate)
        {
            return material.Description;
        }
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(material.Der);
            return $"the certificate {Rsa.SerialNumberOf(certificate)}";
        }
        catch (CryptographicException)
        {
            return "a damaged certificate";
        }
    }
}
