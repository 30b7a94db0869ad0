using System.Security.Cryptography;
using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

/// <summary>Answers other than a small JSON with status 200.</summary>
[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class SuccessAnswersTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    [Test]
    public async Task Get_SignedNoContent_IsReturnedEmpty()
    {
        await AnswerAsync(new Answer(204));

        using var response = await GetAsync();

        Assert.That((response.StatusCode, response.Body), Is.EqualTo((204, "")));
    }

    [Test]
    public async Task Get_UnsignedNoContent_IsRefused()
    {
        await AnswerAsync(new Answer(204) { Flaw = Flaw.NotSigned });

        var refusal = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(refusal.Reason, Is.EqualTo(SignatureFailure.HeadersMissing));
    }

    [Test]
    public async Task Get_SignedAccepted_IsReturned()
    {
        await AnswerAsync(new Answer(202, """{"status":"PROCESSING"}"""));

        using var response = await GetAsync();

        Assert.That((response.StatusCode, response.Body), Is.EqualTo((202, """{"status":"PROCESSING"}""")));
    }

    [Test]
    public async Task Get_LargeAnswer_IsReadToItsEnd()
    {
        var large = $$"""{"data":"{{RandomNumberGenerator.GetHexString(3_000_000)}}"}""";
        await AnswerAsync(new Answer(200, large));

        using var response = await GetAsync();

        Assert.That(response.Body, Is.EqualTo(large));
    }

    [Test]
    public async Task Get_AnswerThatSaysGzipAndIsNot_IsANetworkFailure()
    {
        await AnswerAsync(new Answer(200, """{"trade_state":"SUCCESS"}""").With("Content-Encoding", "gzip"));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync());

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.True);
    }
}
