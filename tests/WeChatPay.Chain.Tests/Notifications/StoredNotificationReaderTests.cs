using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Notifications;

/// <summary>Notifications that were stored when they were received, and are verified again a week later.</summary>
internal sealed class StoredNotificationReaderTests
{
    private static readonly DateTimeOffset _receivedAt = SignedNotification.Now.AddSeconds(2);

    private readonly ManualTimeProvider _clock = new(SignedNotification.Now.AddDays(7));
    private readonly SignedNotification _stored = SignedNotification.Create();

    [Test]
    public async Task ReadStored_AWeekAfterItsReceipt_OpensTheResource()
    {
        var notification = await ReadStoredAsync(_receivedAt);

        Assert.That(notification.Id, Is.EqualTo("EV-2018022511223320873"));
        Assert.That((string)notification.Data.out_trade_no, Is.EqualTo("1217752501201407033233368018"));
    }

    [Test]
    public async Task Read_AWeekAfterItsReceipt_IsRejected()
    {
        await AssertRejectedAsync(Reader().ReadAsync(Header, _stored.Body), SignatureFailure.ClockSkew);
        await AssertRejectedAsync(ReadStoredAsync(_clock.GetUtcNow()), SignatureFailure.ClockSkew);
    }

    [TestCase(300)]
    [TestCase(-300)]
    public async Task ReadStored_ReceivedFiveMinutesFromItsTimestamp_IsRead(int seconds) =>
        Assert.That((await ReadStoredAsync(SignedNotification.Now.AddSeconds(seconds))).Id, Is.Not.Empty);

    [TestCase(301)]
    [TestCase(-301)]
    public Task ReadStored_ReceivedMoreThanFiveMinutesFromItsTimestamp_IsRejected(int seconds) =>
        AssertRejectedAsync(ReadStoredAsync(SignedNotification.Now.AddSeconds(seconds)), SignatureFailure.ClockSkew);

    [Test]
    public async Task ReadStored_WithAnAlteredBody_IsRejected()
    {
        _stored.Body = [.. _stored.Body, (byte)'\n'];

        await AssertRejectedAsync(ReadStoredAsync(_receivedAt), SignatureFailure.Mismatch);
    }

    [TestCase("Wechatpay-Timestamp", "1795255524", SignatureFailure.Mismatch)]
    [TestCase("Wechatpay-Nonce", "another", SignatureFailure.Mismatch)]
    [TestCase("Wechatpay-Serial", Merchant.CertificateSerial, SignatureFailure.Mismatch)]
    [TestCase("Wechatpay-Serial", "7777777777777777777777777777777777777777", SignatureFailure.UnknownSerial)]
    [TestCase("Wechatpay-Signature", "WECHATPAY/SIGNTEST/abc", SignatureFailure.Probe)]
    [TestCase("Wechatpay-Signature", "", SignatureFailure.HeadersMissing)]
    public async Task ReadStored_WithAnAlteredHeader_IsRejected(string name, string value, SignatureFailure reason)
    {
        _stored.Headers[name] = value;

        await AssertRejectedAsync(ReadStoredAsync(_receivedAt), reason);
    }

    [Test]
    public async Task ReadStored_WithTheKeyOfAnotherPlatform_IsRejected()
    {
        var options = Options();
        options.PlatformKeys = new() { [Merchant.PublicKeyId] = Merchant.PublicPart(Merchant.PlatformCertificateKey) };

        var reading = new NotificationReader(options).ReadStoredAsync(Header, _stored.Body, _receivedAt);

        await AssertRejectedAsync(reading, SignatureFailure.Mismatch);
    }

    [Test]
    public async Task ReadStored_WithAnotherApiV3Key_CannotBeDecrypted()
    {
        var options = Options();
        options.ApiV3Key = Merchant.ApiV2Key;

        await Assert.ThatAsync(
            () => new NotificationReader(options).ReadStoredAsync(Header, _stored.Body, _receivedAt),
            Throws.InstanceOf<WeChatPayDecryptionException>());
    }

    [Test]
    public void ReadStored_WithoutHeaders_IsAnArgumentNullException() =>
        Assert.That(
            () => Reader().ReadStoredAsync(null!, _stored.Body, _receivedAt),
            Throws.ArgumentNullException.With.Property("ParamName").EqualTo("getHeader"));

    private static async Task AssertRejectedAsync(Task<Notification> reading, SignatureFailure reason)
    {
        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => reading))!;
        Assert.That((failure.Reason, failure.OutcomeUnknown), Is.EqualTo((reason, false)));
    }

    private Task<Notification> ReadStoredAsync(DateTimeOffset receivedAt) => Reader().ReadStoredAsync(Header, _stored.Body, receivedAt);

    private string? Header(string name) => _stored.Headers.GetValueOrDefault(name);

    private NotificationReader Reader() => new(Options());

    private WeChatPayClientOptions Options()
    {
        var options = Merchant.Options();
        options.TimeProvider = _clock;
        return options;
    }
}
