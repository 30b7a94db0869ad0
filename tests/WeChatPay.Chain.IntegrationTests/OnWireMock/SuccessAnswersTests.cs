using System.IO.Compression;
using System.Security.Cryptography;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

/// <summary>Answers other than a small JSON in one piece.</summary>
[TestFixture(Way.Async)]
[TestFixture(Way.Sync)]
public sealed class SuccessAnswersTests(Way way) : WireMockTests(way)
{
    private const string Paid = """{"trade_state":"SUCCESS","description":"会员"}""";

    [Test]
    public async Task Get_SignedNoContent_IsReturnedEmpty()
    {
        await AnswerAsync(WireMock.Sign(new Answer(204, "")));

        using var response = await GetAsync();

        Assert.That((response.StatusCode, response.Body), Is.EqualTo((204, "")));
    }

    [Test]
    public async Task Get_UnsignedNoContent_IsRefused()
    {
        await AnswerAsync(new Answer(204, ""));

        var refusal = Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(refusal.Reason, Is.EqualTo(SignatureFailure.HeadersMissing));
    }

    [Test]
    public async Task Get_SignedAccepted_IsReturned()
    {
        await AnswerAsync(WireMock.Sign(new Answer(202, Paid)));

        using var response = await GetAsync();

        Assert.That((response.StatusCode, response.Body), Is.EqualTo((202, Paid)));
    }

    [Test]
    public async Task Get_AnswerInPieces_IsPutTogether()
    {
        await AnswerAsync(WireMock.Sign(new Answer(200, Paid)) with { Pieces = 7 });

        using var response = await GetAsync();

        Assert.That(response.Body, Is.EqualTo(Paid));
    }

    [Test]
    public async Task Get_LargeAnswer_IsReadToItsEnd()
    {
        var large = $$"""{"data":"{{RandomNumberGenerator.GetHexString(3_000_000)}}"}""";
        await AnswerAsync(WireMock.Sign(new Answer(200, large)));

        using var response = await GetAsync();

        Assert.That(response.Body, Is.EqualTo(large));
    }

    [Test]
    public async Task Get_GzippedAnswer_IsVerifiedOverWhatItUnpacksTo()
    {
        await AnswerAsync(Gzipped(WireMock.Sign(new Answer(200, Paid))));

        using var response = await GetAsync();

        Assert.That(response.Body, Is.EqualTo(Paid));
    }

    [Test]
    public async Task Get_AnswerSignedOverItsGzippedBytes_IsRefused()
    {
        await AnswerAsync(WireMock.Sign(Gzipped(new Answer(200, Paid))));

        var refusal = Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(refusal.Reason, Is.EqualTo(SignatureFailure.Mismatch));
    }

    [Test]
    public async Task Get_AnswerThatSaysGzipAndIsNot_IsANetworkFailure()
    {
        await AnswerAsync(WireMock.Sign(new Answer(200, Paid)).With("Content-Encoding", "gzip"));

        var failure = Assert.ThrowsAsync<HttpRequestException>(() => GetAsync());

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.True);
    }

    private static Answer Gzipped(Answer answer)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(answer.Body);
        }
        return (answer with { Body = packed.ToArray() }).With("Content-Encoding", "gzip");
    }
}
