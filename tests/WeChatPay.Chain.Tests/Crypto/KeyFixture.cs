using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Crypto;

/// <summary>The merchant's key of this run in every format, and keys and certificates of other kinds.</summary>
internal static class KeyFixture
{
    public const string Password = "correct horse";

    public static byte[] Pkcs1Private => Merchant.Key.ExportRSAPrivateKey();

    public static byte[] Pkcs1Public => Merchant.Key.ExportRSAPublicKey();

    public static byte[] Pkcs8 => Merchant.Key.ExportPkcs8PrivateKey();

    public static byte[] Spki => Merchant.Key.ExportSubjectPublicKeyInfo();

    public static string EncryptedPkcs8Pem => Merchant.Key.ExportEncryptedPkcs8PrivateKeyPem(
        Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2048));

    public static string Pem(string label, byte[] der) => PemEncoding.WriteString(label, der);

    public static byte[] Certificate(params byte[] serial)
    {
        var request = new CertificateRequest("CN=test", Merchant.Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(
            request.SubjectName,
            X509SignatureGenerator.CreateForRSA(Merchant.Key, RSASignaturePadding.Pkcs1),
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(90),
            serial);
        return certificate.RawData;
    }

    /// <summary>The same without the version and what came with version 3, so that its signature no longer fits.</summary>
    public static byte[] CertificateOfVersion1()
    {
        var content = new AsnReader(Certificate(1), AsnEncodingRules.DER).ReadSequence();
        var body = content.ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                while (body.HasData)
                {
                    if (body.PeekTag().TagClass is TagClass.ContextSpecific)
                    {
                        body.ReadEncodedValue();
                    }
                    else
                    {
                        writer.WriteEncodedValue(body.ReadEncodedValue().Span);
                    }
                }
            }
            writer.WriteEncodedValue(content.ReadEncodedValue().Span);
            writer.WriteEncodedValue(content.ReadEncodedValue().Span);
        }
        return writer.Encode();
    }

    public static byte[] EcCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
        return certificate.RawData;
    }

    public static byte[] Pkcs12()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Certificate(1));
        using var withKey = certificate.CopyWithPrivateKey(Merchant.Key);
        return withKey.Export(X509ContentType.Pkcs12, "x");
    }

    public static byte[] CertificateRequest() =>
        new CertificateRequest("CN=test", Merchant.Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest();

    /// <summary>Whether the key is the merchant's, with or without a private part.</summary>
    public static bool IsMerchantKey(RSA key, bool isPrivate)
    {
        var samePublicPart = key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(Spki);
        var message = Encoding.UTF8.GetBytes("m");
        var signs = isPrivate && Merchant.Key.VerifyData(
            message,
            key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
        return samePublicPart && signs == isPrivate;
    }
}
