using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Crypto;

/// <summary>Picks the key that is meant where a text holds several: one key in two formats, or a chain of certificates.</summary>
internal static class KeyChoice
{
    /// <param name="candidates">What is of the wanted type; at least one.</param>
    /// <param name="parameter">The caller's parameter, for the message.</param>
    /// <exception cref="ArgumentException">They hold different keys.</exception>
    public static KeyMaterial Select(IReadOnlyList<KeyMaterial> candidates, string parameter)
    {
        var meant = WithoutIssuers(candidates);
        var different = meant.DistinctBy(GetPublicPart).ToList();
        return different.Count == 1 ? different[0] : throw new ArgumentException(
            $"{different[0].Source} contains {different.Count} different keys: {string.Join(", ", different.Select(Describe))}. One is "
                + "expected; remove the others.", parameter);
    }

    /// <summary>The certificate whose key is that of a private key.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static X509Certificate2 SelectCertificate(IEnumerable<KeyMaterial> found, RSA privateKey, string parameter)
    {
        var certificates = RsaImport.FindCertificates(found, parameter);
        var own = Convert.ToHexString(privateKey.ExportSubjectPublicKeyInfo());
        using var withoutKey = RsaImport.LoadCertificate(
            certificates.Find(certificate => GetPublicPart(certificate) == own) ?? throw new ArgumentException(
                $"{certificates[0].Source} contains {Describe(certificates[0])}, which does not belong to the private key given. "
                + "Use apiclient_cert.pem and apiclient_key.pem from the same download.",
                parameter),
            parameter);
        return withoutKey.CopyWithPrivateKey(privateKey);
    }

    private static IReadOnlyList<KeyMaterial> WithoutIssuers(IReadOnlyList<KeyMaterial> candidates)
    {
        var issuers = candidates.Select(GetNames).Where(names => names.Subject != names.Issuer).Select(names => names.Issuer).ToHashSet();
        var left = candidates.Where(block => GetNames(block).Subject is not { } subject || !issuers.Contains(subject)).ToList();
        return left.Count > 0 ? left : candidates;
    }

    /// <returns>Nothing for what is not a certificate, or a damaged one.</returns>
    private static (string? Subject, string? Issuer) GetNames(KeyMaterial material)
    {
        try
        {
            using var certificate = material.Kind is KeyKind.Certificate ? X509CertificateLoader.LoadCertificate(material.Der) : null;
            return certificate is null ? default
                : (Convert.ToHexString(certificate.SubjectName.RawData), Convert.ToHexString(certificate.IssuerName.RawData));
        }
        catch (CryptographicException)
        {
            return default;
        }
    }

    // What is damaged, or cannot be opened here, is the same as itself only.
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
            // The import says what is wrong with it.
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
