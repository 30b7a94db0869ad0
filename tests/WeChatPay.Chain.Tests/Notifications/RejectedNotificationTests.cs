using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Notifications;

internal sealed class RejectedNotificationTests
{
    private static readonly AsyncLocal<RejectedNotificationTests?> _reading = new();

    private readonly LogBook _log = new();
    private readonly List<string> _counted = [];
    private readonly SignedNotification _posted = SignedNotification.Create();

    [Test]
    public async Task Read_OfAForgery_IsCountedAndLogged([Values] Way way, [Values] bool ofAClient)
    {
        _posted.Body = [.. _posted.Body, (byte)' '];

        await ReadAsync(way, ofAClient);

        Assert.That(_counted, Is.EqualTo([$"notification Mismatch {Merchant.Id}"]));
        Assert.That(_log.Lines.Select(Summary), Is.EqualTo([
            (
                7,
                "NotificationRejected",
                LogLevel.Warning,
                $"A notification to merchant {Merchant.Id} was rejected: Mismatch. Serial {Merchant.PublicKeyId}, Request-ID (null).")]));
    }

    [Test]
    public void Read_OfAForgeryByAReaderThatDoesNotLog_IsCountedOnly()
    {
        using var counting = Counting();
        using var client = new WeChatPayClient(Options());
        _posted.Body = [.. _posted.Body, (byte)' '];

        Assert.That(
            () => new NotificationReader(client, log: false).Read(_posted.Headers, _posted.Body),
            Throws.TypeOf<WeChatPaySignatureException>());

        Assert.That(_counted, Is.EqualTo([$"notification Mismatch {Merchant.Id}"]));
        Assert.That(_log.Lines, Is.Empty);
    }

    [Test]
    public async Task Read_OfAProbe_IsCountedAndNoWarning([Values] Way way)
    {
        _posted.Headers["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/AAAA";
        _posted.Headers["Request-ID"] = "08F5A1B2C3D4E5F6-0";

        await ReadAsync(way, ofAClient: false);

        Assert.That(_counted, Is.EqualTo([$"notification Probe {Merchant.Id}"]));
        Assert.That(_log.Lines.Select(Summary), Is.EqualTo([
            (8, "NotificationProbeRejected", LogLevel.Information, $"The platform posted a signature probe to merchant {Merchant.Id}, "
                + "which was rejected as intended. Request-ID 08F5A1B2C3D4E5F6-0.")]));
    }

    [Test]
    public async Task Read_OfWhatAStrangerWrote_LogsNoneOfIt([Values] Way way)
    {
        _posted.Headers["Wechatpay-Serial"] = "SECRET forged line";
        _posted.Headers["Request-ID"] = "SECRET forged line";
        _posted.Body = "SECRET"u8.ToArray();

        await ReadAsync(way, ofAClient: false);

        Assert.That(
            _log.Lines.Single().Text,
            Is.EqualTo($"A notification to merchant {Merchant.Id} was rejected: UnknownSerial. Serial (null), Request-ID (null)."));
        Assert.That(_log.Everything, Does.Not.Contain("SECRET"));
    }

    [Test]
    public async Task Read_OfThePlatforms_IsNeitherCountedNorLogged([Values] Way way)
    {
        await ReadAsync(way, ofAClient: false, refused: false);

        Assert.That(_counted, Is.Empty);
        Assert.That(_log.Lines, Is.Empty);
    }

    [TestCase("", "its body is empty")]
    [TestCase("1F8B0800", "still compressed (gzip)")]
    public void ReadV2_OfABodyThatAMiddlewareTouched_SaysWhatHappened(string body, string expected) =>
        Assert.That(
            () => new NotificationReader(Options()).ReadV2(Convert.FromHexString(body)), Throws.TypeOf<WeChatPaySignatureException>()
                .With.Message.Contains(expected)
                .And.Property(nameof(WeChatPaySignatureException.Reason)).EqualTo(SignatureFailure.Malformed));

    [Test]
    public void ReadV2_OfAForgery_IsCountedAndLogged()
    {
        using var counting = Counting();

        Assert.Throws<WeChatPaySignatureException>(() =>
            new NotificationReader(Options()).ReadV2(Encoding.UTF8.GetBytes("<xml><a>1</a><sign>00</sign></xml>")));

        Assert.That(_counted, Is.EqualTo([$"notification Mismatch {Merchant.Id}"]));
        Assert.That(
            _log.Lines.Single().Text,
            Is.EqualTo($"A notification to merchant {Merchant.Id} was rejected: Mismatch. Serial (null), Request-ID (null)."));
    }

    [Test]
    public void ReadV2_OfARefundThatDoesNotOpen_IsCountedAndLogged()
    {
        using var counting = Counting();

        Assert.Throws<WeChatPayDecryptionException>(() =>
            new NotificationReader(Options()).ReadV2("<xml><return_code>SUCCESS</return_code><req_info>AAAA</req_info></xml>"u8));

        Assert.That(_counted, Is.EqualTo([$"notification Mismatch {Merchant.Id}"]));
        Assert.That(_log.Lines.Single().Text, Is.EqualTo(
            $"A notification to merchant {Merchant.Id} was rejected: Mismatch. Serial (null), Request-ID (null)."));
    }

    [Test]
    public void WithoutLog_OfAForgery_IsOnlyCounted()
    {
        using var counting = Counting();
        using var client = new WeChatPayClient(Options());
        _posted.Body = [.. _posted.Body, (byte)' '];

        Assert.Throws<WeChatPaySignatureException>(() => new NotificationReader(client, log: false).Read(_posted.Headers, _posted.Body));

        Assert.That(_counted, Is.EqualTo([$"notification Mismatch {Merchant.Id}"]));
        Assert.That(_log.Lines, Is.Empty);
    }

    private static (int, string?, LogLevel, string) Summary(LogBook.Line line) => (line.Event.Id, line.Event.Name, line.Level, line.Text);

    private WeChatPayClientOptions Options()
    {
        var options = Merchant.Options();
        options.TimeProvider = new ManualTimeProvider(SignedNotification.Now);
        options.LoggerFactory = _log;
        return options;
    }

    private async Task ReadAsync(Way way, bool ofAClient, bool refused = true)
    {
        using var counting = Counting();
        using var client = new WeChatPayClient(Options());
        var reader = ofAClient ? new NotificationReader(client) : new NotificationReader(Options());
        Func<Task> read = way == Way.Async
            ? async () => await reader.ReadAsync(_posted.Headers.GetValueOrDefault, _posted.Body)
            : () => Task.FromResult(reader.Read(_posted.Headers, _posted.Body));

        await Assert.ThatAsync(read, refused ? Throws.InstanceOf<WeChatPaySignatureException>() : Throws.Nothing);
    }

    /// <summary>Listens to what this test counts: others count at the same time, in the same counter.</summary>
    private MeterListener Counting()
    {
        _reading.Value = this;
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "wechatpay.client.signature_failures")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (_reading.Value == this)
            {
                var known = tags.ToArray().ToDictionary();
                _counted.Add(
                    $"{known["wechatpay.signature_failure.message"]} {known["wechatpay.signature_failure.reason"]} "
                        + $"{known["wechatpay.merchant_id"]}");
            }
        });
        listener.Start();
        return listener;
    }
}
