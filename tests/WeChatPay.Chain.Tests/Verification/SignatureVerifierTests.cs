using System.Security.Cryptography;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.Tests.Verification;

internal sealed class SignatureVerifierTests
{
    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));

    [Test]
    public void Begin_SignedWithThePublicKey_Verifies() => Assert.That(FailureOf(new FakeResponse()), Is.Null);

    [Test]
    public void Begin_SignedWithACertificateBesideIt_Verifies() =>
        Assert.That(FailureOf(new FakeResponse { Serial = Merchant.CertificateSerial, Key = Merchant.PlatformCertificateKey }), Is.Null);

    [Test]
    public void Begin_AHeaderMissingOrEmpty_IsHeadersMissing(
        [Values("Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial", "Wechatpay-Signature")] string name,
        [Values(null, "")] string? value)
    {
        var failure = FailureOf(new FakeResponse { Headers = { [name] = value } })!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.HeadersMissing));
        Assert.That(failure.Message, Does.StartWith($"The message lacks {name},"));
    }

    [Test]
    public void Begin_NoHeaderAtAll_NamesAllFour() => Assert.That(
        FailureOf(new FakeResponse { Signed = false })!.Message,
        Does.Contain("Wechatpay-Timestamp, Wechatpay-Nonce, Wechatpay-Serial, Wechatpay-Signature"));

    [TestCase(0, ExpectedResult = null)]
    [TestCase(300, ExpectedResult = null)]
    [TestCase(-300, ExpectedResult = null)]
    [TestCase(301, ExpectedResult = SignatureFailure.ClockSkew)]
    [TestCase(-301, ExpectedResult = SignatureFailure.ClockSkew)]
    [TestCase(86_400, ExpectedResult = SignatureFailure.ClockSkew)]
    public SignatureFailure? Begin_AtAnAgeInSeconds(int seconds) =>
        FailureOf(new FakeResponse { Age = TimeSpan.FromSeconds(seconds) })?.Reason;

    [TestCase(301, "301 s behind")]
    [TestCase(-400, "400 s ahead of")]
    public void Begin_ClockSkew_SaysWhichWay(int seconds, string expected) =>
        Assert.That(FailureOf(new FakeResponse { Age = TimeSpan.FromSeconds(seconds) })!.Message, Does.Contain(expected));

    // Anyone can post such a header to a notification URL, and logs contain messages.
    [TestCase("Wechatpay-Serial", "SECRET 7132")]
    [TestCase("Wechatpay-Serial", "SECRET0000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("Wechatpay-Signature-Type", "SECRET type")]
    public void Begin_AnInvalidHeader_IsNotShown(string name, string value) =>
        Assert.That(
            FailureOf(new FakeResponse { Headers = { [name] = value } })!.Message,
            Does.Not.Contain("SECRET").And.Contains($"{value.Length} characters"));

    [Test]
    public void Begin_ASerialThatIsNotConfigured_IsUnknownAndNamesThoseThatAre()
    {
        var failure = FailureOf(new FakeResponse { Serial = "3F0E" })!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.UnknownSerial));
        Assert.That(failure.Serial, Is.EqualTo("3F0E"));
        Assert.That(failure.Message, Does.Contain("'3F0E'").And.Contain(Merchant.PublicKeyId).And.Contain(Merchant.CertificateSerial));
    }

    [TestCase("Wechatpay-Timestamp", "now")]
    [TestCase("Wechatpay-Timestamp", "-1795233600")]
    [TestCase("Wechatpay-Timestamp", "1795233600.0")]
    [TestCase("Wechatpay-Timestamp", "99999999999999999999")]
    [TestCase("Wechatpay-Signature", "no base64 at all!")]
    [TestCase("Wechatpay-Signature", "QUJD=")]
    [TestCase("Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3")]
    [TestCase("Wechatpay-Signature-Type", "none")]
    public void Begin_AValueOfNoUse_IsMalformed(string name, string value)
    {
        var failure = FailureOf(new FakeResponse { Headers = { [name] = value } })!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Malformed));
        Assert.That(failure.Message, Does.Contain(name == "Wechatpay-Signature-Type" ? value : name));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("WECHATPAY2-SHA256-RSA2048")]
    public void Begin_ASignatureTypeThatMeansRsa_Verifies(string? type) =>
        Assert.That(FailureOf(new FakeResponse { Headers = { ["Wechatpay-Signature-Type"] = type } }), Is.Null);

    [TestCase("Wechatpay-Timestamp", "1795233601")]
    [TestCase("Wechatpay-Nonce", "00000000000000000000000000000000")]
    [TestCase("Wechatpay-Serial", Merchant.CertificateSerial)]
    [TestCase("Wechatpay-Signature", "QUJD")]
    public void Begin_ATamperedHeader_IsAMismatch(string name, string value) =>
        Assert.That(FailureOf(new FakeResponse { Headers = { [name] = value } })?.Reason, Is.EqualTo(SignatureFailure.Mismatch));

    [Test]
    public void Begin_SignedWithAnotherKey_IsAMismatch()
    {
        using var stranger = RSA.Create(2048);

        Assert.That(FailureOf(new FakeResponse { Key = stranger })?.Reason, Is.EqualTo(SignatureFailure.Mismatch));
    }

    [TestCase("WECHATPAY/SIGNTEST/x")]
    [TestCase("WECHATPAY/SIGNTEST/QUJD")]
    [TestCase("WECHATPAY/SIGNTEST/")]
    public void Begin_AProbe_IsRejectedAsAProbe(string signature)
    {
        var failure = FailureOf(new FakeResponse { Headers = { ["Wechatpay-Signature"] = signature } })!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Probe));
    }

    // All checks from this row on would fail; the first one decides.
    [TestCase(0, ExpectedResult = SignatureFailure.HeadersMissing)]
    [TestCase(1, ExpectedResult = SignatureFailure.ClockSkew)]
    [TestCase(2, ExpectedResult = SignatureFailure.UnknownSerial)]
    [TestCase(3, ExpectedResult = SignatureFailure.Malformed)]
    [TestCase(4, ExpectedResult = SignatureFailure.Probe)]
    [TestCase(5, ExpectedResult = null)]
    public SignatureFailure? Begin_SeveralProblems_TheFirstCheckDecides(int right)
    {
        var headers = new Dictionary<string, string?>();
        (string Name, string? Value)[] wrong =
        [
            ("Wechatpay-Nonce", null), ("Wechatpay-Timestamp", "1700000000"), ("Wechatpay-Serial", "3F0E"),
            ("Wechatpay-Signature-Type", "other"), ("Wechatpay-Signature", "WECHATPAY/SIGNTEST/x"),
        ];
        foreach (var (name, value) in wrong[right..])
        {
            headers[name] = value;
        }

        return FailureOf(new FakeResponse { Headers = headers })?.Reason;
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Begin_AfterACall_SaysThatTheOutcomeIsUnknown(bool afterACall)
    {
        var failure = FailureOf(new FakeResponse { Signed = false }, afterACall)!;

        Assert.That(failure.OutcomeUnknown, Is.EqualTo(afterACall));
        Assert.That(failure.Message.Contains("query its result", StringComparison.Ordinal), Is.EqualTo(afterACall));
        Assert.That(failure.RequestId, Is.EqualTo("08F5A1B2C3D4E5F6-0"));
    }

    [Test]
    public void Begin_AMismatch_KeepsTheSignatureOutOfTheMessage()
    {
        var signature = Convert.ToBase64String(new byte[256]);

        var failure = FailureOf(new FakeResponse { Headers = { ["Wechatpay-Signature"] = signature } })!;

        Assert.That(failure.ToString(), Does.Not.Contain(signature[..16]));
        Assert.That(failure.Message, Does.Contain(Merchant.PublicKeyId));
    }

    private WeChatPaySignatureException? FailureOf(FakeResponse fakeResponse, bool outcomeUnknown = true)
    {
        using var message = fakeResponse.ToMessage(_clock);
        var verifier = new SignatureVerifier(new KeyRing(Merchant.Options().PlatformKeys, _clock), _clock);
        try
        {
            verifier.BeginAsync(SignatureHeaders.From(message.Headers), outcomeUnknown, isAsync: false, CancellationToken.None)
                .GetCompleted()
                .Complete(fakeResponse.Body);
            return null;
        }
        catch (WeChatPaySignatureException failure)
        {
            return failure;
        }
    }
}
