using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Crypto;

/// <summary>Wrong input, and the messages about it.</summary>
public sealed partial class RsaTests
{
    private static IEnumerable<TestCaseData> NotPrivate()
    {
        yield return Wrong(
            "Certificate", KeyFixture.Pem("CERTIFICATE", KeyFixture.Certificate(1)), "an X.509 certificate", "apiclient_key.pem");
        yield return Wrong(
            "CertificateUnderTheKeysLabel",
            KeyFixture.Pem("PRIVATE KEY", KeyFixture.Certificate(1)),
            "an X.509 certificate",
            "apiclient_key.pem");
        yield return Wrong("SpkiPem", KeyFixture.Pem("PUBLIC KEY", KeyFixture.Spki), "an RSA public key (SPKI)", "apiclient_key.pem");
        yield return Wrong("Pkcs1PublicBase64", Base64(KeyFixture.Pkcs1Public), "an RSA public key (PKCS#1)", "apiclient_key.pem");
        yield return Wrong("PublicPrefix", "public.spki://" + Base64(KeyFixture.Spki), "an RSA public key (SPKI)", "apiclient_key.pem");
        yield return Wrong(
            "EcPkcs8", Ec(key => key.ExportPkcs8PrivateKeyPem()), "a private key that is not RSA (EC", "RSA private key is expected");
        yield return Wrong(
            "EcSec1", Ec(key => key.ExportECPrivateKeyPem()), "a private key that is not RSA (EC", "RSA private key is expected");
        yield return Wrong(
            "EncryptedWithoutPassword", KeyFixture.EncryptedPkcs8Pem, "an encrypted private key (PKCS#8)", "Pass its password to Rsa.From");
        yield return Wrong(
            "OldEncryptedPkcs1", OpenSslFixture.OldEncryptedPkcs1, "OpenSSL's legacy encrypted format", "openssl pkcs8 -topk8");
        yield return Wrong(
            "CertificateRequest",
            KeyFixture.Pem("CERTIFICATE REQUEST", KeyFixture.CertificateRequest()),
            "a PEM block \"CERTIFICATE REQUEST\"",
            "apiclient_key.pem");
        yield return Wrong(
            "OtherStructure",
            KeyFixture.Pem("DH PARAMETERS", [0x30, 0x03, 0x02, 0x01, 0x05]),
            "a PEM block \"DH PARAMETERS\"",
            "apiclient_key.pem");
        yield return Wrong("OtherBytes", "aGVsbG8=", "neither a key nor a certificate", "apiclient_key.pem");
        yield return Wrong("Words", "not a key at all", "neither a key nor a certificate", "file://");
        yield return Wrong("PathWithoutScheme", "/etc/wechatpay/apiclient_key.pem", "neither PEM", "file://");
        yield return Wrong("CutBase64", Base64(KeyFixture.Pkcs8)[..^3], "neither PEM", "part of it is missing");
        yield return Wrong("CutPem", KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8)[..^10], "The PEM text is damaged", "END");
        yield return Wrong(
            "DamagedPkcs8", KeyFixture.Pem("PRIVATE KEY", [.. KeyFixture.Pkcs8[..^40]]), "a PEM block \"PRIVATE KEY\"", "damaged");
        yield return Wrong(
            "BytesBehindAKey", KeyFixture.Pem("PRIVATE KEY", [.. KeyFixture.Pkcs8, 0]), "a PEM block \"PRIVATE KEY\"", "damaged");
        yield return Wrong(
            "PemBehindTheSchemeOfAPath",
            "file://" + KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8),
            "looks like a key and not like a path",
            "Omit file://");
        yield return Wrong(
            "Base64BehindTheSchemeOfAPath", "file://" + Base64(KeyFixture.Pkcs8), "looks like a key and not like a path", "Omit file://");
        yield return Wrong(
            "PrefixAndAnotherFormat", "private.pkcs8://" + Base64(KeyFixture.Pkcs1Private), "starts with 'private.pkcs8://'", "(PKCS#1)");
    }

    private static IEnumerable<TestCaseData> NotPublic()
    {
        yield return Wrong("Pkcs8", KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8), "an RSA private key (PKCS#8)", "pub_key.pem");
        yield return Wrong("Pkcs1", Base64(KeyFixture.Pkcs1Private), "an RSA private key (PKCS#1)", "pub_key.pem");
        yield return Wrong("PrivatePrefix", "private.pkcs8://" + Base64(KeyFixture.Pkcs8), "an RSA private key (PKCS#8)", "pub_key.pem");
        yield return Wrong("Encrypted", KeyFixture.EncryptedPkcs8Pem, "an encrypted private key (PKCS#8)", "pub_key.pem");
        yield return Wrong("EcSpki", Ec(key => key.ExportSubjectPublicKeyInfoPem()), "a public key that is not RSA (EC", "pub_key.pem");
        yield return Wrong(
            "EcCertificate",
            KeyFixture.Pem("CERTIFICATE", KeyFixture.EcCertificate()),
            "a certificate whose key is not RSA",
            "pub_key.pem");
        yield return Wrong("DamagedCertificate", Base64(Damaged(KeyFixture.Certificate(1))), "looks like an X.509 certificate", "damaged");
    }

    [TestCaseSource(nameof(NotPrivate))]
    public void From_NoPrivateKey_SaysWhatWasFoundAndWhatIsExpected(string text, string found, string expected)
    {
        var error = Assert.Catch<ArgumentException>(() => Rsa.From(text));

        Assert.That(error.Message, Does.Contain(found).And.Contain(expected));
        Assert.That(LinesOf(text).Where(line => $"{error}".Contains(line, StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(nameof(NotPublic))]
    public void From_NoPublicKey_SaysWhatWasFoundAndWhatIsExpected(string text, string found, string expected)
    {
        var error = Assert.Catch<ArgumentException>(() => Rsa.From(text, KeyType.Public));

        Assert.That(error.Message, Does.Contain(found).And.Contain(expected));
        Assert.That(error.ParamName, Is.EqualTo("textOrFileUri"));
        Assert.That(LinesOf(text).Where(line => $"{error}".Contains(line, StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" \n")]
    public void From_Nothing_NamesTheParameter(string? text)
    {
        Assert.That(() => Rsa.From(text!), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("textOrFileUri"));
    }

    [Test]
    public void From_WrongPassword_NamesThePasswordAndKeepsItSecret()
    {
        Assert.That(() => Rsa.From(KeyFixture.EncryptedPkcs8Pem, password: "battery staple"), Throws.ArgumentException
            .With.Property("ParamName").EqualTo("password").And.Message.Not.Contain("battery"));
    }

    [Test]
    public void From_PasswordForAKeyThatIsNotEncrypted_IsRejected()
    {
        Assert.That(() => Rsa.From(Base64(KeyFixture.Pkcs8), password: "x"), Throws.ArgumentException
            .With.Property("ParamName").EqualTo("password").And.Message.Contain("A password was given"));
    }

    [Test]
    public void From_PasswordForAPublicKey_IsRejected()
    {
        Assert.That(() => Rsa.From(Base64(KeyFixture.Spki), KeyType.Public, "x"), Throws.ArgumentException
            .With.Message.Contain("A password was given, but an RSA public key (SPKI) was found"));
    }

    [Test]
    public void FromPkcs1_PublicKeyWherePrivateIsExpected_SaysSo()
    {
        Assert.That(() => Rsa.FromPkcs1(Base64(KeyFixture.Pkcs1Public)), Throws.ArgumentException
            .With.Property("ParamName").EqualTo("base64")
            .And.Message.Contain("contains an RSA public key (PKCS#1). Pass an RSA private key (PKCS#1)"));
    }

    [Test]
    public void FromPkcs8_Pkcs1_SaysSo()
    {
        Assert.That(() => Rsa.FromPkcs8(Base64(KeyFixture.Pkcs1Private)), Throws.ArgumentException
            .With.Message.Contain("contains an RSA private key (PKCS#1). Pass an RSA private key (PKCS#8)"));
    }

    [Test]
    public void FromSpki_Certificate_SaysSo()
    {
        Assert.That(() => Rsa.FromSpki(Base64(KeyFixture.Certificate(1))), Throws.ArgumentException
            .With.Message.Contain("contains an X.509 certificate. Pass an RSA public key (SPKI)"));
    }

    [TestCase("")]
    [TestCase("eHh4eHh4")]
    [TestCase("not base64")]
    public void Pkcs1ToSpki_NoKey_IsRejected(string text)
    {
        Assert.That(() => Rsa.Pkcs1ToSpki(text), Throws.ArgumentException.With.Property("ParamName").EqualTo("base64"));
    }

    // What may be secret: all but the PEM markers, headers and prefixes.
    private static IEnumerable<string> LinesOf(string text) =>
        text.Split(["\n", "://"], StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Length > "private.pkcs8".Length && !line.StartsWith('-') && !line.Contains(':', StringComparison.Ordinal));

    private static string Ec(Func<ECDsa, string> export)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return export(key);
    }

    // The first bytes still say that a version 3 certificate follows.
    private static byte[] Damaged(byte[] certificate)
    {
        certificate.AsSpan()[13..^4].Fill(0xFF);
        return certificate;
    }

    private static TestCaseData Wrong(string name, string text, string found, string expected) =>
        new TestCaseData(text, found, expected).SetArgDisplayNames(name);
}
