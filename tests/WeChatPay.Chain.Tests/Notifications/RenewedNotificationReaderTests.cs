using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Notifications;

internal sealed class RenewedNotificationReaderTests
{
    private readonly CertificatePlatform _platform = new();

    [Test]
    public async Task ReadAsync_SignedUnderAnUnknownSerial_DownloadsTheKeys()
    {
        using var client = _platform.CreateClient();
        var posted = Posted();

        var notification = await new NotificationReader(client).ReadAsync(posted.Headers.GetValueOrDefault, posted.Body);

        Assert.That(notification.Id, Is.EqualTo("EV-2018022511223320873"));
        Assert.That(_platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public void Read_SignedUnderAnUnknownSerial_DownloadsTheKeys()
    {
        using var client = _platform.CreateClient();
        var posted = Posted();

        Assert.That(new NotificationReader(client).Read(posted.Headers, posted.Body).Id, Is.EqualTo("EV-2018022511223320873"));
        Assert.That(_platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public async Task ReadAsync_AfterACallOfTheClient_SharesItsKeys()
    {
        using var client = _platform.CreateClient();
        var reader = new NotificationReader(client);
        (await client.Chain("v3/x").GetAsync()).Dispose();
        var posted = Posted();

        await reader.ReadAsync(posted.Headers.GetValueOrDefault, posted.Body);

        Assert.That(_platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public void ReadAsync_Tampered_IsRejected()
    {
        using var client = _platform.CreateClient();
        var posted = Posted();
        posted.Body = [.. posted.Body, (byte)' '];

        Assert.That(
            async () => await new NotificationReader(client).ReadAsync(posted.Headers.GetValueOrDefault, posted.Body),
            Throws.InstanceOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(SignatureFailure.Mismatch)
                .And.Property("OutcomeUnknown").False);
    }

    [Test]
    public void ReadAsync_WithMadeUpSerials_DownloadsOnceAMinute()
    {
        using var client = _platform.CreateClient();
        var reader = new NotificationReader(client);
        var posted = Posted();

        for (var i = 0; i < 20; i++)
        {
            posted.Headers["Wechatpay-Serial"] = $"AB{i:X4}";
            Assert.That(
                async () => await reader.ReadAsync(posted.Headers.GetValueOrDefault, posted.Body),
                Throws.InstanceOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(SignatureFailure.UnknownSerial));
        }

        Assert.That(_platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public void ReadAsync_OfAnHourAgo_DownloadsNothing()
    {
        using var client = _platform.CreateClient();
        var posted = Posted();
        _platform.Clock.Advance(TimeSpan.FromHours(1));

        Assert.That(
            async () => await new NotificationReader(client).ReadAsync(posted.Headers.GetValueOrDefault, posted.Body),
            Throws.InstanceOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(SignatureFailure.ClockSkew));
        Assert.That(_platform.Downloads, Is.Zero);
    }

    [Test]
    public async Task ReadAsync_WithFixedKeys_ReadsAsRead()
    {
        var options = Merchant.Options();
        options.TimeProvider = _platform.Clock;
        using var client = new WeChatPayClient(options);
        var posted = Posted();

        foreach (var reader in new[] { new NotificationReader(options), new NotificationReader(client) })
        {
            var notification = await reader.ReadAsync(posted.Headers.GetValueOrDefault, posted.Body);
            Assert.That(notification.Id, Is.EqualTo(reader.Read(posted.Headers, posted.Body).Id));
        }
    }

    [Test]
    public void Reader_OfAClient_ReadsApiV2Too()
    {
        using var client = _platform.CreateClient(options => options.ApiV2Key = null);

        Assert.That(
            () => new NotificationReader(client).ReadV2("<xml/>"u8), Throws.InvalidOperationException.With.Message.Contains("ApiV2Key"));
    }

    [Test]
    public void Reader_OfOptionsWhoseKeysAreRenewed_IsRejected()
    {
        var options = Merchant.Options();
        options.PlatformKeys = PlatformKeys.FromCertificates();

        Assert.That(
            () => new NotificationReader(options), Throws.ArgumentException.With.Message.Contains("new NotificationReader(client)"));
        Assert.That(() => new NotificationReader((WeChatPayClient)null!), Throws.ArgumentNullException);
    }

    private SignedNotification Posted()
    {
        var posted = SignedNotification.Create();
        var signed = new FakeResponse { Body = posted.Body, Serial = CertificatePlatform.First, Key = Merchant.PlatformCertificateKey }
            .ToMessage(_platform.Clock);
        foreach (var name in posted.Headers.Keys.ToList())
        {
            posted.Headers[name] = signed.Headers.GetValues(name).Single();
        }
        return posted;
    }
}
