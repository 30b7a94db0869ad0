using System.IO.Compression;
using System.Text;
using NUnit.Framework.Constraints;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Notifications;

internal sealed class NotificationReaderTests
{
    private readonly ManualTimeProvider _clock = new(SignedNotification.Now);

    [Test]
    public void Read_OfThePlatforms_OpensTheResource()
    {
        var posted = SignedNotification.Create();

        var notification = Reader().Read(posted.Headers, posted.Body);

        Assert.That(notification.Id, Is.EqualTo("EV-2018022511223320873"));
        Assert.That(notification.EventType, Is.EqualTo("TRANSACTION.SUCCESS"));
        Assert.That(notification.CreateTime, Is.EqualTo(new DateTimeOffset(2026, 11, 21, 17, 25, 23, TimeSpan.FromHours(8))));
        Assert.That(notification.ResourceType, Is.EqualTo("encrypt-resource"));
        Assert.That(notification.Summary, Is.EqualTo("支付成功"));
        Assert.That(notification.OriginalType, Is.EqualTo("transaction"));
        Assert.That((string)notification.Data.out_trade_no, Is.EqualTo("1217752501201407033233368018"));
        Assert.That((long)notification.Data.amount.total, Is.EqualTo(100));
        Assert.That(notification.Resource.GetProperty("trade_state").GetString(), Is.EqualTo("SUCCESS"));
        Assert.That(notification.ReadAs<Transaction>()!.trade_state, Is.EqualTo("SUCCESS"));
        Assert.That(notification.ToString(), Is.EqualTo("TRANSACTION.SUCCESS EV-2018022511223320873"));
    }

    [Test]
    public void Read_WithoutHeaders_IsAnArgumentNullException()
    {
        Assert.That(() => Reader().Read((IReadOnlyDictionary<string, string>)null!, []), IsThrownFor("headers"));
        Assert.That(() => Reader().Read((Func<string, string?>)null!, []), IsThrownFor("getHeader"));
        Assert.That(() => Reader().ReadAsync(null!, default), IsThrownFor("getHeader"));

        static Constraint IsThrownFor(string parameter) => Throws.ArgumentNullException.With.Property("ParamName").EqualTo(parameter);
    }

    [Test]
    public void Read_WithHeadersInLowerCase_FindsThem()
    {
        var posted = SignedNotification.Create();

        var notification = Reader()
            .Read(posted.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value), posted.Body);

        Assert.That(notification.Id, Is.Not.Empty);
    }

    [Test]
    public void Read_OfABodyWrittenAgain_DoesNotVerify()
    {
        var posted = SignedNotification.Create();
        posted.Body = [.. posted.Body, (byte)'\n'];

        Assert.That(() => Reader().Read(posted.Headers, posted.Body), Throws.InstanceOf<WeChatPaySignatureException>()
            .With.Property("Reason").EqualTo(SignatureFailure.Mismatch).And.Property("OutcomeUnknown").False);
    }

    [Test]
    public void Read_OfABodyThatIsNotWhatWasSigned_SaysWhatTellsFromIt()
    {
        var posted = SignedNotification.Create();
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packer.Write(posted.Body);
        }
        (byte[] Body, string Cause)[] cases =
        [
            ([], "its body is empty. It was read before, or lost in transit"),
            (packed.ToArray(), "its body is still compressed (gzip)"),
            ([.. posted.Body, (byte)'\n'],
                "it was altered in transit, or another key is configured under this serial. Pass the body byte for byte"),
        ];

        foreach (var (body, cause) in cases)
        {
            Assert.That(() => Reader().Read(posted.Headers, body), Throws.InstanceOf<WeChatPaySignatureException>()
                .With.Property("Reason").EqualTo(SignatureFailure.Mismatch).And.Message.Contains(cause));
        }
    }

    [TestCase("Wechatpay-Timestamp", "soon", "must be a number of seconds, but is 'soon'")]
    [TestCase("Wechatpay-Timestamp", "12 34", "must be a number of seconds, but is (not shown, 5 characters)")]
    [TestCase("Wechatpay-Signature", "%%%", "is not base64. Was it truncated or altered in transit")]
    public void Read_OfAMalformedHeader_SaysWhatWasSeenAndExpected(string name, string value, string expected)
    {
        var posted = SignedNotification.Create();
        posted.Headers[name] = value;

        Assert.That(() => Reader().Read(posted.Headers, posted.Body), Throws.InstanceOf<WeChatPaySignatureException>()
            .With.Property("Reason").EqualTo(SignatureFailure.Malformed).And.Message.Contains($"{name} {expected}"));
    }

    [TestCase("Wechatpay-Timestamp")]
    [TestCase("Wechatpay-Nonce")]
    [TestCase("Wechatpay-Serial")]
    [TestCase("Wechatpay-Signature")]
    public void Read_WithoutAHeader_SaysWhichIsMissing(string name)
    {
        var posted = SignedNotification.Create();
        posted.Headers.Remove(name);

        Assert.That(() => Reader().Read(posted.Headers, posted.Body), Throws.InstanceOf<WeChatPaySignatureException>()
            .With.Property("Reason").EqualTo(SignatureFailure.HeadersMissing).And.Message.Contains(name));
    }

    [TestCase("Wechatpay-Signature", "WECHATPAY/SIGNTEST/abc", SignatureFailure.Probe)]
    [TestCase("Wechatpay-Signature", "%%%", SignatureFailure.Malformed)]
    [TestCase("Wechatpay-Serial", "7777777777777777777777777777777777777777", SignatureFailure.UnknownSerial)]
    [TestCase("Wechatpay-Serial", Merchant.CertificateSerial, SignatureFailure.Mismatch)]
    [TestCase("Wechatpay-Nonce", "another", SignatureFailure.Mismatch)]
    public void Read_WithAnAlteredHeader_IsRejected(string name, string value, SignatureFailure reason)
    {
        var posted = SignedNotification.Create();
        posted.Headers[name] = value;

        Assert.That(
            () => Reader().Read(posted.Headers, posted.Body),
            Throws.InstanceOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(reason));
    }

    [TestCase(300, true)]
    [TestCase(301, false)]
    [TestCase(-300, true)]
    [TestCase(-301, false)]
    public void Read_SomeSecondsLater_IsFreshForFiveMinutes(int seconds, bool fresh)
    {
        var posted = SignedNotification.Create();
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.That(() => Reader().Read(posted.Headers, posted.Body), fresh
            ? Throws.Nothing
            : Throws.InstanceOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(SignatureFailure.ClockSkew));
    }

    [Test]
    public void Read_EncryptedWithAnotherKey_CannotBeDecrypted()
    {
        var posted = SignedNotification.Create(apiV3Key: Merchant.ApiV2Key);

        Assert.That(
            () => Reader().Read(posted.Headers, posted.Body),
            Throws.InstanceOf<WeChatPayDecryptionException>().And.Message.Not.Contains(Merchant.ApiV3Key));
    }

    [Test]
    public void Read_OfAnotherAlgorithm_NamesIt()
    {
        var posted = SignedNotification.Create(algorithm: "AEAD_SM4_GCM");

        Assert.That(
            () => Reader().Read(posted.Headers, posted.Body), Throws.InstanceOf<FormatException>().With.Message.Contains("AEAD_SM4_GCM"));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("<xml></xml>")]
    [TestCase("""{"resource":{"algorithm":"AEAD_AES_256_GCM"}}""")]
    public void Read_SignedButOfAnotherForm_IsAFormatException(string body)
    {
        var posted = SignedNotification.Sign(Encoding.UTF8.GetBytes(body));

        Assert.That(() => Reader().Read(posted.Headers, posted.Body), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void Read_WithoutAnApiV3Key_NamesTheOption()
    {
        var posted = SignedNotification.Create();
        var options = Merchant.Options();
        options.ApiV3Key = null;
        options.TimeProvider = _clock;

        Assert.That(
            () => new NotificationReader(options).Read(posted.Headers, posted.Body),
            Throws.InvalidOperationException.With.Message.Contains("ApiV3Key"));
    }

    private NotificationReader Reader()
    {
        var options = Merchant.Options();
        options.TimeProvider = _clock;
        return new NotificationReader(options);
    }

#pragma warning disable IDE1006, CA1812 // Named as on the wire; made by the deserializer.
    private sealed record Transaction(string trade_state);
#pragma warning restore IDE1006, CA1812
}
