using System.Security.Cryptography;
using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class UnverifiedResponsesTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    private readonly CannedResponse _paid = new(200, """{"trade_state":"SUCCESS"}""");

    [Test]
    public async Task Get_SignedResponse_IsReturned()
    {
        await RespondAsync(_paid);

        using var response = await GetAsync();

        Assert.That((string)response.Data.trade_state, Is.EqualTo("SUCCESS"));
    }

    [TestCase(Flaw.TamperedBody, SignatureFailure.Mismatch)]
    [TestCase(Flaw.UnknownSerial, SignatureFailure.UnknownSerial)]
    [TestCase(Flaw.MalformedSignature, SignatureFailure.Malformed)]
    [TestCase(Flaw.Probe, SignatureFailure.Probe)]
    [TestCase(Flaw.NotSigned, SignatureFailure.HeadersMissing)]
    public async Task Get_ResponseWithAFlaw_IsRejected(Flaw flaw, SignatureFailure reason)
    {
        await RespondAsync(_paid with { Flaw = flaw });

        var failure = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(failure.Reason, Is.EqualTo(reason));
        Assert.That(failure.Serial, flaw == Flaw.NotSigned ? Is.Null : Is.Not.Null);
        Assert.That(failure.RequestId, Is.Not.Null);
        Assert.That(failure.OutcomeUnknown, Is.True);
        Assert.That(failure.ToString(), Does.Not.Contain("trade_state"));
    }

    [Test]
    public async Task Get_ResponseWithoutAHeader_IsRejectedNamingIt(
        [Values("Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial", "Wechatpay-Signature")] string missing)
    {
        await RespondAsync(_paid with { MissingHeader = missing });

        var failure = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.HeadersMissing));
        Assert.That(failure.Message, Does.Contain(missing));
    }

    [Test]
    public async Task Get_TimestampAtTheLimit_IsAccepted([Values(300, -300)] int seconds)
    {
        await RespondAsync(_paid with { Age = TimeSpan.FromSeconds(seconds) });

        using var response = await GetAsync();

        Assert.That(response.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Get_TimestampBeyondTheLimit_IsRejected([Values(301, -301)] int seconds)
    {
        await RespondAsync(_paid with { Age = TimeSpan.FromSeconds(seconds) });

        var failure = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.ClockSkew));
    }

    [Test]
    public async Task Get_SerialConfiguredWithAnotherKey_IsRejected()
    {
        using var anotherKey = RSA.Create(2048);
        using var client = CreateClient(options =>
            options.PlatformKeys = new PlatformKeys { [options.PlatformKeys.PublicKeyId!] = anotherKey });
        await RespondAsync(_paid);

        var failure = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync(client.Chain(Target)));

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Mismatch));
    }
}
