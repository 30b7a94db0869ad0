using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain.Tests.Transport;

internal sealed partial class PrimaryHandlerFactoryTests
{
    [Test]
    public async Task Handler_WithSecurity_PresentsTheMerchantCertificate([Values] Way way)
    {
        using var certificates = new TestCertificates();
        await using var server = Server(certificates, demanding: true);
        using var client = Client(server, certificates);

        await way.PostAsync(client.Chain("v3/x"), new { security = true });

        Assert.That(server.Connections.Single().ClientCertificate, Is.EqualTo(certificates.Merchant.Thumbprint));
        Assert.That(server.Request.IsSigned());
    }

    [Test]
    public async Task Handler_WithoutSecurity_PresentsNone([Values] Way way)
    {
        using var certificates = new TestCertificates();
        await using var server = Server(certificates, demanding: false);
        using var client = Client(server, certificates);

        await way.PostAsync(client.Chain("v3/x"));

        Assert.That(server.Connections.Single().ClientCertificate, Is.Null);
    }

    [Test]
    public async Task Handler_WithoutSecurityWhenItIsRequired_FailsOnTheNetwork([Values] Way way)
    {
        using var certificates = new TestCertificates();
        await using var server = Server(certificates, demanding: true);
        using var client = Client(server, certificates);

        await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x")));
        Assert.That(server.Connections, Is.Empty);

        await way.PostAsync(client.Chain("v3/x"), new { security = true });
        Assert.That(server.Connections, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Handler_WithAndWithoutSecurityInTurn_NeverShareAConnection([Values] Way way)
    {
        using var certificates = new TestCertificates();
        await using var server = Server(certificates, demanding: false);
        using var client = Client(server, certificates);

        foreach (var security in new[] { false, true, false, true })
        {
            await way.GetAsync(client.Chain($"v3/{security.ToString(CultureInfo.InvariantCulture)}"), new { security });
        }

        foreach (var connection in server.Connections)
        {
            var expected = connection.ClientCertificate is null ? "/v3/False" : "/v3/True";
            Assert.That(connection.Requests.Select(request => request.Target), Is.All.EqualTo(expected));
        }
        Assert.That(
            server.Connections.Select(connection => connection.ClientCertificate is null),
            Is.EquivalentTo([true, false]),
            "Each kind is kept alive and used again.");
    }

    [Test]
    public async Task Handler_AnUntrustedServer_IsAnHttpRequestExceptionWithoutEffect([Values] Way way, [Values] bool security)
    {
        using var certificates = new TestCertificates();
        await using var server = Server(certificates, demanding: false);
        using var client = server.CreateClient(options => options.MerchantCertificate = certificates.Merchant);

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x"), new { security })))!;

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.SecureConnectionError));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    [Test]
    public async Task Handler_ATrustedServerOfAnotherName_IsRejected([Values] Way way)
    {
        using var certificates = new TestCertificates(serverName: "elsewhere.test");
        await using var server = Server(certificates, demanding: false);
        using var client = Client(server, certificates);

        await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x")));
    }

    [Test]
    public async Task Handler_SecurityWithoutACertificate_IsAnArgumentExceptionBeforeSending([Values] Way way)
    {
        await using var server = new LoopbackServer(new FakeResponse()).Start();
        using var client = server.CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<ArgumentException>(() => way.PostAsync(client.Chain("v3/x"), new { security = true })))!.ParamName,
            Is.EqualTo("security"));
        Assert.That(server.Connections, Is.Empty);
    }

    private static LoopbackServer Server(TestCertificates certificates, bool demanding) => new LoopbackServer(
        (_, stream, stop) => stream.WriteAsync(LoopbackServer.Wire(new FakeResponse()), stop).AsTask(),
        new SslServerAuthenticationOptions
        {
            ServerCertificate = certificates.Server,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null || !demanding,
        }).Start();

    /// <summary>A client whose handler trusts the server, and otherwise has the settings of the library.</summary>
    private static WeChatPayClient Client(LoopbackServer server, TestCertificates certificates)
    {
        var options = Merchant.Options();
        options.BaseAddress = server.Address;
        options.MerchantCertificate = certificates.Merchant;
        var network = new PrimaryHandlerFactory(given: null, options.MerchantCertificate);
        foreach (var security in new[] { false, true })
        {
            SocketsOf(network.Create(security)).SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { certificates.Server },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }
        return new WeChatPayClient(options, network);
    }
}
