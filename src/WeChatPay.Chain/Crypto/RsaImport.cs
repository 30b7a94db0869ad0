using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Crypto;

/// <summary>Imports keys and certificates, or reports what was found instead.</summary>
internal static class RsaImport
{
    private const string ExpectedPrivate = "An RSA private key is expected, such as the merchant's apiclient_key.pem.";
    private const string ExpectedPublic =
        "An RSA public key or a certificate is expected, such as WeChat Pay's pub_key.pem or a platform certificate.";
    private const string ExpectedCertificate =
        "A certificate is expected, such as the merchant's apiclient_cert.pem or a platform certificate.";

    /// <summary>Imports the key of the given type. Files that contain both a key and its certificate are common.</summary>
    public static RSA ImportKey(List<KeyMaterial> found, KeyType type, string? password, string parameter)
    {
        var material = Select(found, type, password, parameter);
        if (password is not null && material.Kind is not (KeyKind.EncryptedPkcs8 or KeyKind.OpenSslEncrypted))
        {
            throw new ArgumentException(
                $"A password was given, but {material.Description} was found, which is not encrypted. Omit the password.",
                nameof(password));
        }
        return type is KeyType.Private ? ImportPrivateKey(material, password, parameter) : ImportPublicKey(material, parameter);
    }

    /// <summary>Imports the certificate, ignoring those of its issuers.</summary>
    public static X509Certificate2 ImportCertificate(List<KeyMaterial> found, string parameter) =>
        LoadCertificate(KeySelector.Select(FindCertificates(found, parameter), parameter), parameter);

    /// <exception cref="ArgumentException">The material does not contain a certificate.</exception>
    public static List<KeyMaterial> FindCertificates(IEnumerable<KeyMaterial> found, string parameter) =>
        found.Where(block => block.Kind is KeyKind.Certificate).ToList() is { Count: > 0 } certificates ? certificates
            : throw Unexpected(found.First(), ExpectedCertificate, parameter);

    public static X509Certificate2 LoadCertificate(KeyMaterial material, string parameter) =>
        ImportOrThrow(() => X509CertificateLoader.LoadCertificate(material.Der), material, parameter);

    /// <summary>Imports a key of exactly the given kind.</summary>
    public static RSA ImportExactly(KeyKind kind, KeyMaterial material, string parameter) => material.Kind == kind
        ? ImportOrThrow(() => Import(material), material, parameter)
        : throw Unexpected(
            material, $"Pass {new KeyMaterial(kind, []).Description}, or use Rsa.From, which reads every format.", parameter);

    /// <summary>Imports an unencrypted RSA key.</summary>
    /// <exception cref="CryptographicException">The key is damaged.</exception>
    public static RSA Import(KeyMaterial material) => CreateKey(rsa =>
    {
        switch (material.Kind)
        {
            case KeyKind.Pkcs1Private:
                rsa.ImportRSAPrivateKey(material.Der, out _);
                break;
            case KeyKind.Pkcs8:
                rsa.ImportPkcs8PrivateKey(material.Der, out _);
                break;
            case KeyKind.Pkcs1Public:
                rsa.ImportRSAPublicKey(material.Der, out _);
                break;
            default:
                rsa.ImportSubjectPublicKeyInfo(material.Der, out _);
                break;
        }
    });

    // With a password, prefers an encrypted key; without one, a key that can be read.
    private static KeyMaterial Select(List<KeyMaterial> found, KeyType type, string? password, string parameter)
    {
        var candidates = found.FindAll(block => block.Is(type));
        var preferred = candidates.FindAll(block => password is not null && type is KeyType.Private
            ? block.Kind is KeyKind.EncryptedPkcs8
            : block.Kind is KeyKind.Pkcs1Private or KeyKind.Pkcs8 or KeyKind.Pkcs1Public or KeyKind.Spki or KeyKind.Certificate);
        return preferred.Count > 0 ? KeySelector.Select(preferred, parameter) : candidates.FirstOrDefault() ?? found[0];
    }

    private static RSA ImportPrivateKey(KeyMaterial material, string? password, string parameter) => material.Kind switch
    {
        KeyKind.Pkcs1Private or KeyKind.Pkcs8 => ImportOrThrow(() => Import(material), material, parameter),
        KeyKind.EncryptedPkcs8 => Decrypt(material, password, parameter),
        KeyKind.OpenSslEncrypted => throw Unexpected(
            material,
            "Read it with LegacyPem.ReadPrivateKey of the package WeChatPay.Chain.BouncyCastle, or convert it with: "
            + "openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out apiclient_key.pem",
            parameter),
        _ => throw Unexpected(material, ExpectedPrivate, parameter),
    };

    private static RSA ImportPublicKey(KeyMaterial material, string parameter) => material.Kind switch
    {
        KeyKind.Pkcs1Public or KeyKind.Spki => ImportOrThrow(() => Import(material), material, parameter),
        KeyKind.Certificate => GetPublicKey(material, parameter),
        _ => throw Unexpected(material, ExpectedPublic, parameter),
    };

    private static RSA Decrypt(KeyMaterial material, string? password, string parameter)
    {
        if (password is null)
        {
            throw Unexpected(
                material,
                "Pass its password to Rsa.From, or decrypt the key with: openssl pkcs8 -in encrypted.pem -out apiclient_key.pem",
                parameter);
        }
        try
        {
            return CreateKey(rsa => rsa.ImportEncryptedPkcs8PrivateKey(password, material.Der, out _));
        }
        catch (CryptographicException exception)
        {
            throw new ArgumentException(
                "The private key cannot be decrypted: the password is wrong, the key is not RSA, or its encryption is not supported "
                + "(PBES2 with AES is).",
                nameof(password), exception);
        }
    }

    private static RSA GetPublicKey(KeyMaterial material, string parameter)
    {
        using var certificate = LoadCertificate(material, parameter);
        return ImportOrThrow(certificate.GetRSAPublicKey, material, parameter) ?? throw new ArgumentException(
            $"{material.Source} contains a certificate whose key is not RSA (EC or SM2, for example). {ExpectedPublic}", parameter);
    }

    private static RSA CreateKey(Action<RSA> import)
    {
        var rsa = RSA.Create();
        try
        {
            import(rsa);
            return rsa;
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }

    // Reports a key that is damaged as an invalid argument.
    private static T ImportOrThrow<T>(Func<T> import, KeyMaterial material, string parameter)
    {
        try
        {
            return import();
        }
        catch (CryptographicException exception)
        {
            throw new ArgumentException($"{material.Source} looks like {material.Description}, but is damaged.", parameter, exception);
        }
    }

    private static ArgumentException Unexpected(KeyMaterial material, string expected, string parameter) =>
        new($"{material.Source} contains {material.Description}. {expected}", parameter);
}
