using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MerchantFacts = WeChatPay.Chain.Tests.Support.Merchant;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>Creates a server's and a merchant's certificate.</summary>
internal sealed class TestCertificates : IDisposable
{
    public TestCertificates(string serverName = "localhost")
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(serverName);
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest($"CN={serverName}", serverKey, HashAlgorithmName.SHA256)
        {
            CertificateExtensions = { names.Build() }
        };
        Server = server.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Merchant = SelfSigned.Create(MerchantFacts.Key, MerchantFacts.SerialNumber);
    }

    /// <summary>A self-signed certificate, which a test must trust explicitly.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>A certificate with the merchant's serial number and key.</summary>
    public X509Certificate2 Merchant { get; }

    public void Dispose()
    {
        Server.Dispose();
        Merchant.Dispose();
    }
}
