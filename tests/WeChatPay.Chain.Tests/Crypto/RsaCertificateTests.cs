using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Crypto;

/// <summary>The merchant's certificate with its private key, and what is not one.</summary>
internal sealed class RsaCertificateTests
{
    private const string Password = "1900000109";

    private string _file = "";

    [SetUp]
    public void CreateFile() => _file = Path.GetTempFileName();

    [TearDown]
    public void DeleteFile() => File.Delete(_file);

    [Test]
    public void CertificateFrom_PemAndItsKey_HasThePrivateKey()
    {
        using var certificate = Rsa.CertificateFrom(KeyFixture.Pem("CERTIFICATE", KeyFixture.Certificate(1)), Merchant.Key);

        Assert.That(certificate.HasPrivateKey);
    }

    [Test]
    public void CertificateFrom_PemWithoutAKey_NamesWhatIsMissing() => Assert.That(
        () => Rsa.CertificateFrom(KeyFixture.Pem("CERTIFICATE", KeyFixture.Certificate(1))),
        Throws.ArgumentException.With.Property("ParamName").EqualTo("privateKey").And.Message.Contains("MerchantPrivateKey"));

    [Test]
    public void CertificateFrom_PemOfAnotherKey_IsRejected()
    {
        using var other = RSA.Create(2048);

        Assert.That(
            () => Rsa.CertificateFrom(KeyFixture.Pem("CERTIFICATE", KeyFixture.Certificate(1)), other),
            Throws.ArgumentException.With.Message.Contains("does not belong to the private key"));
    }

    [Test]
    public void CertificateFrom_APkcs12File_HasThePrivateKey()
    {
        WritePkcs12();

        using var certificate = Rsa.CertificateFrom($"file://{_file}", password: Password);

        Assert.That(certificate.HasPrivateKey);
    }

    [TestCase(null, "the password is missing")]
    [TestCase("wrong", "the password is wrong")]
    public void CertificateFrom_APkcs12FileAndNotItsPassword_NamesTheFileAndThePassword(string? password, string problem)
    {
        WritePkcs12();

        Assert.That(
            () => Rsa.CertificateFrom($"file://{_file}", password: password),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("password")
                .And.Message.Contains(problem)
                .And.Message.Contains(_file));
    }

    private void WritePkcs12()
    {
        using var bare = X509CertificateLoader.LoadCertificate(KeyFixture.Certificate(1));
        using var certificate = bare.CopyWithPrivateKey(Merchant.Key);
        File.WriteAllBytes(_file, certificate.Export(X509ContentType.Pkcs12, Password));
    }
}
