using System.Security.Cryptography;
using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

/// <summary>Successful responses other than a short JSON body with status 200.</summary>
[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class SuccessResponsesTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    [Test]
    public async Task Get_SignedNoContent_IsReturnedEmpty()
    {
        await RespondAsync(new CannedResponse(204));

        using var response = await GetAsync();

        Assert.That((response.StatusCode, response.Body), Is.EqualTo((204, "")));
    }

    [Test]
    public async Task Get_UnsignedNoContent_IsRejected()
    {
        await RespondAsync(new CannedResponse(204) { Flaw = Flaw.NotSigned });

        var failure = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.HeadersMissing));
    }

    [Test]
    public async Task Get_SignedAccepted_IsReturned()
    {
        await RespondAsync(new CannedResponse(202, """{"status":"PROCESSING"}"""));

        using var response = await GetAsync();

        Assert.That((response.StatusCode, response.Body), Is.EqualTo((202, """{"status":"PROCESSING"}""")));
    }

    [Test]
    public async Task Get_LargeResponse_IsReadCompletely()
    {
        var large = $$"""{"data":"{{RandomNumberGenerator.GetHexString(3_000_000)}}"}""";
        await RespondAsync(new CannedResponse(200, large));

        using var response = await GetAsync();

        Assert.That(response.Body, Is.EqualTo(large));
    }

    [Test]
    public async Task Get_ContentEncodingGzipWithoutGzip_IsANetworkFailure()
    {
        await RespondAsync(new CannedResponse(200, """{"trade_state":"SUCCESS"}""").With("Content-Encoding", "gzip"));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync());

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.True);
    }
}
