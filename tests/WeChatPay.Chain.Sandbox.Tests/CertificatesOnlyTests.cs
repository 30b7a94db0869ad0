using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests;

/// <summary>Clients that download the platform certificates, before and after a rotation.</summary>
[CancelAfter(120_000)]
public sealed class CertificatesOnlyTests
{
    private readonly ManualTimeProvider _clock = new();

    [Test]
    public async Task CreateClientOptions_CertificatesOnly_HaveNoKeysAndVerify()
    {
        await using var sandbox = await StartAsync();
        var options = sandbox.CreateClientOptions();
        using var client = new WeChatPayClient(options);

        using var response = await client.Chain("v3/payscore/permissions").PostAsync(new { body = SampleCalls.PermissionsBody });

        Assert.That(options.PlatformKeys, Is.Empty);
        Assert.That(response.Headers.GetValues("Wechatpay-Serial").Single(), Does.Match("^[0-9A-F]{40}$"));
        Assert.That(sandbox.Requests.Select(request => request.Path), Has.One.EqualTo("/v3/certificates"));
    }

    [Test]
    public async Task RotateCertificate_CertificatesOnly_ClientDownloadsNewOne()
    {
        await using var sandbox = await StartAsync();
        using var client = new WeChatPayClient(sandbox.CreateClientOptions());
        using var before = await client.Chain("v3/payscore/permissions").PostAsync(new { body = SampleCalls.PermissionsBody });

        var serial = sandbox.RotateCertificate();
        _clock.Advance(TimeSpan.FromMinutes(2));
        using var after = await client.Chain("v3/payscore/permissions").PostAsync(new { body = SampleCalls.PermissionsBody });

        Assert.That(
            after.Headers.GetValues("Wechatpay-Serial").Single(),
            Is.EqualTo(serial).And.Not.EqualTo(before.Headers.GetValues("Wechatpay-Serial").Single()));
    }

    [Test]
    public async Task RotateCertificate_CertificatesOnly_NotificationReaderDownloadsNewOne(CancellationToken cancellationToken)
    {
        await using var sandbox = await StartAsync();
        using var client = new WeChatPayClient(sandbox.CreateClientOptions());
        using var merchant = new BareMerchant(sandbox);
        var reader = new NotificationReader(client);
        await using var server = await MerchantServer.StartAsync();
        await merchant.PostAsync(Orders.Native, Orders.Body(merchant.Options, notifyUrl: server.NotifyUrl));
        var sent = await sandbox.PayAsync(Orders.Number, cancellationToken);

        var first = await ReadAsync(reader, server.Received[0], cancellationToken);
        sandbox.RotateCertificate();
        _clock.Advance(TimeSpan.FromMinutes(2));
        await sent.SendAgainAsync(cancellationToken);
        var second = await ReadAsync(reader, server.Received[1], cancellationToken);

        Assert.That((first.Id, second.Id), Is.EqualTo((sent.Id, sent.Id)));
        Assert.That(server.Received[1].Headers["Wechatpay-Serial"], Is.Not.EqualTo(server.Received[0].Headers["Wechatpay-Serial"]));
    }

    private Task<WeChatPaySandbox> StartAsync() =>
        WeChatPaySandbox.StartAsync(new SandboxOptions { CertificatesOnly = true, TimeProvider = _clock });

    private static async Task<Notification> ReadAsync(
        NotificationReader reader, ReceivedNotification received, CancellationToken cancellationToken) =>
        await reader.ReadAsync(name => received.Headers.GetValueOrDefault(name), received.Body, cancellationToken);
}
