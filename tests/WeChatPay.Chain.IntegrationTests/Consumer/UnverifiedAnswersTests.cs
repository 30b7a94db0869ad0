using System.Security.Cryptography;
using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class UnverifiedAnswersTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    private readonly Answer _paid = new(200, """{"trade_state":"SUCCESS"}""");

    [Test]
    public async Task Get_SignedAnswer_IsReturned()
    {
        await AnswerAsync(_paid);

        using var response = await GetAsync();

        Assert.That((string)response.Data.trade_state, Is.EqualTo("SUCCESS"));
    }

    [TestCase(Flaw.TamperedBody, SignatureFailure.Mismatch)]
    [TestCase(Flaw.UnknownSerial, SignatureFailure.UnknownSerial)]
    [TestCase(Flaw.MalformedSignature, SignatureFailure.Malformed)]
    [TestCase(Flaw.Probe, SignatureFailure.Probe)]
    [TestCase(Flaw.NotSigned, SignatureFailure.HeadersMissing)]
    public async Task Get_AnswerWithAFlaw_IsRefused(Flaw flaw, SignatureFailure reason)
    {
        await AnswerAsync(_paid with { Flaw = flaw });

        var refusal = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(refusal.Reason, Is.EqualTo(reason));
        Assert.That(refusal.Serial, flaw == Flaw.NotSigned ? Is.Null : Is.Not.Null);
        Assert.That(refusal.RequestId, Is.Not.Null);
        Assert.That(refusal.OutcomeUnknown, Is.True);
        Assert.That(refusal.ToString(), Does.Not.Contain("trade_state"));
    }

    [Test]
    public async Task Get_AnswerWithoutAHeader_IsRefusedByItsName(
        [Values("Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial", "Wechatpay-Signature")] string missing)
    {
        await AnswerAsync(_paid with { MissingHeader = missing });

        var refusal = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(refusal.Reason, Is.EqualTo(SignatureFailure.HeadersMissing));
        Assert.That(refusal.Message, Does.Contain(missing));
    }

    [Test]
    public async Task Get_AnswerThatIsJustNotTooOldOrNew_IsReturned([Values(300, -300)] int seconds)
    {
        await AnswerAsync(_paid with { Age = TimeSpan.FromSeconds(seconds) });

        using var response = await GetAsync();

        Assert.That(response.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Get_StaleAnswerOrOneFromTheFuture_IsRefused([Values(301, -301)] int seconds)
    {
        await AnswerAsync(_paid with { Age = TimeSpan.FromSeconds(seconds) });

        var refusal = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(refusal.Reason, Is.EqualTo(SignatureFailure.ClockSkew));
    }

    [Test]
    public async Task Get_AnotherKeyIsConfiguredUnderTheSerial_IsRefused()
    {
        using var anotherKey = RSA.Create(2048);
        using var client = CreateClient(options =>
            options.PlatformKeys = new PlatformKeys { [options.PlatformKeys.PublicKeyId!] = anotherKey });
        await AnswerAsync(_paid);

        var refusal = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync(client.Chain(Target)));

        Assert.That(refusal.Reason, Is.EqualTo(SignatureFailure.Mismatch));
    }
}
