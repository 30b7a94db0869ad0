using System.Security.Cryptography;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

[TestFixture(Way.Async)]
[TestFixture(Way.Sync)]
public sealed class UnverifiedAnswersTests(Way way) : WireMockTests(way)
{
    private const string Paid = """{"trade_state":"SUCCESS"}""";

    private static IEnumerable<TestCaseData> TamperedAnswers =>
    [
        Tampered("AnotherBody", SignatureFailure.Mismatch, answer => answer with { Body = "{\"trade_state\":\"REFUND\"}"u8.ToArray() }),
        Tampered("OneByteMore", SignatureFailure.Mismatch, answer => answer with { Body = [.. answer.Body, (byte)' '] }),
        Tampered("NoBody", SignatureFailure.Mismatch, answer => answer with { Body = [] }),
        Tampered("AnotherStatus_WithoutBody", SignatureFailure.Mismatch, answer => answer with { Status = 204, Body = [] }),
        Tampered("AnotherNonce", SignatureFailure.Mismatch, answer => answer.With("Wechatpay-Nonce", "0123456789ABCDEF0123456789ABCDEF")),
        Tampered("AnotherSignature", SignatureFailure.Mismatch, answer => answer.With("Wechatpay-Signature", Convert.ToBase64String(new byte[256]))),
        Tampered("AnotherSerial", SignatureFailure.UnknownSerial, answer => answer.With("Wechatpay-Serial", "PUB_KEY_ID_0119000000002026060100000000000002")),
        Tampered("SignatureThatIsNoBase64", SignatureFailure.Malformed, answer => answer.With("Wechatpay-Signature", "not base64")),
        Tampered("TimestampThatIsNoNumber", SignatureFailure.Malformed, answer => answer.With("Wechatpay-Timestamp", "now")),
        Tampered("UnknownSignatureType", SignatureFailure.Malformed, answer => answer.With("Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3")),
        Tampered("Probe", SignatureFailure.Probe, answer => answer.With("Wechatpay-Signature", "WECHATPAY/SIGNTEST/" + answer.Headers["Wechatpay-Signature"])),
        Tampered("NoTimestamp", SignatureFailure.HeadersMissing, answer => answer.Without("Wechatpay-Timestamp")),
        Tampered("NoNonce", SignatureFailure.HeadersMissing, answer => answer.Without("Wechatpay-Nonce")),
        Tampered("NoSerial", SignatureFailure.HeadersMissing, answer => answer.Without("Wechatpay-Serial")),
        Tampered("NoSignature", SignatureFailure.HeadersMissing, answer => answer.Without("Wechatpay-Signature")),
        Tampered("NotSignedAtAll", SignatureFailure.HeadersMissing, answer => answer with { Headers = answer.Headers.Clear() }),
    ];

    [Test]
    public async Task Get_SignedAnswer_IsReturned()
    {
        await AnswerAsync(WireMock.Sign(new Answer(200, Paid)));

        using var response = await GetAsync();

        Assert.That((string)response.Data.trade_state, Is.EqualTo("SUCCESS"));
    }

    [TestCaseSource(nameof(TamperedAnswers))]
    public async Task Get(Func<Answer, Answer> tamper, SignatureFailure reason)
    {
        var answer = tamper(WireMock.Sign(new Answer(200, Paid).With("Request-ID", "id-1")));
        await AnswerAsync(answer);

        var refusal = Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(refusal.Reason, Is.EqualTo(reason));
        Assert.That(refusal.Serial, Is.EqualTo(answer.Headers.GetValueOrDefault("Wechatpay-Serial")));
        Assert.That(refusal.RequestId, Is.EqualTo(answer.Headers.GetValueOrDefault("Request-ID")));
        Assert.That(refusal.OutcomeUnknown, Is.True);
        Assert.That(refusal.ToString(), Does.Not.Contain("trade_state"));
    }

    [TestCase(300, TestName = "Get_AnswerThatIsJustNotTooOld_IsReturned")]
    [TestCase(-300, TestName = "Get_AnswerThatIsJustNotTooNew_IsReturned")]
    public async Task Get_WithinTheTolerance(int seconds)
    {
        await AnswerAsync(WireMock.Sign(new Answer(200, Paid), age: TimeSpan.FromSeconds(seconds)));

        using var response = await GetAsync();

        Assert.That(response.Body, Is.EqualTo(Paid));
    }

    [TestCase(301, TestName = "Get_StaleAnswer_IsRefused")]
    [TestCase(-301, TestName = "Get_AnswerFromTheFuture_IsRefused")]
    public async Task Get_OutsideTheTolerance(int seconds)
    {
        await AnswerAsync(WireMock.Sign(new Answer(200, Paid), age: TimeSpan.FromSeconds(seconds)));

        var refusal = Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(refusal.Reason, Is.EqualTo(SignatureFailure.ClockSkew));
    }

    [Test]
    public async Task Get_AnswerSignedWithAnotherKeyThanTheSerialNames_IsRefused()
    {
        using var anotherKey = RSA.Create(2048);
        var options = Platform.CreateClientOptions();
        options.PlatformKeys = new PlatformKeys { [WireMockPlatform.KeyId] = anotherKey };
        using var client = new WeChatPayClient(options);
        await AnswerAsync(WireMock.Sign(new Answer(200, Paid)));

        var refusal = Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync(client.Chain(Target)));

        Assert.That(refusal.Reason, Is.EqualTo(SignatureFailure.Mismatch));
    }

    private static TestCaseData Tampered(string situation, SignatureFailure reason, Func<Answer, Answer> tamper) =>
        new TestCaseData(tamper, reason).SetName($"Get_{situation}_IsRefusedAs{reason}");
}
