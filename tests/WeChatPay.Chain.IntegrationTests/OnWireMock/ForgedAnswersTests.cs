using System.IO.Compression;
using WeChatPay.Chain.IntegrationTests.Consumer;
using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

/// <summary>Answers that take control over every byte and header.</summary>
[TestFixture(Way.Async)]
[TestFixture(Way.Sync)]
public sealed class ForgedAnswersTests(Way way) : ConsumerTests(PlatformKind.WireMock, way)
{
    private const string Paid = """{"trade_state":"SUCCESS","description":"会员"}""";

    private static IEnumerable<TestCaseData> Forgeries =>
    [
        Forgery("AnotherBody", SignatureFailure.Mismatch, answer => answer with { Body = "{\"trade_state\":\"REFUND\"}"u8.ToArray() }),
        Forgery("BodyTakenAway", SignatureFailure.Mismatch, answer => answer with { Body = [] }),
        Forgery("NoContentInstead", SignatureFailure.Mismatch, answer => answer with { Status = 204, Body = [] }),
        Forgery("AnotherNonce", SignatureFailure.Mismatch, answer => answer.With("Wechatpay-Nonce", "0123456789ABCDEF0123456789ABCDEF")),
        Forgery("AnotherTimestamp", SignatureFailure.Mismatch, answer =>
            answer.With("Wechatpay-Timestamp", $"{long.Parse(answer.Headers["Wechatpay-Timestamp"], null) + 1}")),
        Forgery("AnotherSignature", SignatureFailure.Mismatch, answer =>
            answer.With("Wechatpay-Signature", Convert.ToBase64String(new byte[256]))),
        Forgery("TimestampThatIsNoNumber", SignatureFailure.Malformed, answer => answer.With("Wechatpay-Timestamp", "now")),
        Forgery("UnknownSignatureType", SignatureFailure.Malformed, answer =>
            answer.With("Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3")),
        Forgery("EmptyHeader", SignatureFailure.HeadersMissing, answer => answer.With("Wechatpay-Nonce", "")),
    ];

    private static IEnumerable<ConnectionFault> BreaksBeforeAResponse =>
        [ConnectionFault.Closed, ConnectionFault.Reset, ConnectionFault.Garbage];

    private WireMockPlatform WireMock => (WireMockPlatform)Platform;

    [TestCaseSource(nameof(Forgeries))]
    public async Task Get(Func<WireMockAnswer, WireMockAnswer> forge, SignatureFailure reason)
    {
        await WireMock.AnswerAsync(HttpMethod.Get, Target, forge(WireMock.Create(new Answer(200, Paid))));

        var refusal = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(refusal.Reason, Is.EqualTo(reason));
    }

    [Test]
    public async Task Get_GzippedAnswer_IsVerifiedOverWhatItUnpacksTo()
    {
        var plain = WireMock.Create(new Answer(200, Paid));
        await WireMock.AnswerAsync(HttpMethod.Get, Target, (plain with { Body = Gzipped(plain.Body) }).With("Content-Encoding", "gzip"));

        using var response = await GetAsync();

        Assert.That(response.Body, Is.EqualTo(Paid));
    }

    [Test]
    public async Task Get_AnswerSignedOverItsGzippedBytes_IsRefused()
    {
        var packed = WireMock.Create(new Answer(200, Gzipped(new Answer(200, Paid).Body)));
        await WireMock.AnswerAsync(HttpMethod.Get, Target, packed.With("Content-Encoding", "gzip"));

        var refusal = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(refusal.Reason, Is.EqualTo(SignatureFailure.Mismatch));
    }

    [Test]
    public async Task Get_AnswerInPieces_IsPutTogether()
    {
        await WireMock.AnswerAsync(HttpMethod.Get, Target, WireMock.Create(new Answer(200, Paid)) with { Pieces = 7 });

        using var response = await GetAsync();

        Assert.That(response.Body, Is.EqualTo(Paid));
    }

    [Test]
    public async Task Get_AnswerThatStopsHalfWay_TimesOut()
    {
        var answer = WireMock.Create(new Answer(200, Paid)) with { Pieces = 2, PieceInterval = TimeSpan.FromMinutes(5) };
        await WireMock.AnswerAsync(HttpMethod.Get, Target, answer);

        await Assert.ThrowsAsync<TimeoutException>(() => GetAsync(new { timeout = 0.3 }));
    }

    [TestCaseSource(nameof(BreaksBeforeAResponse))]
    public async Task Get_ConnectionBreaks_IsANetworkFailureOfUnknownOutcome(ConnectionFault fault)
    {
        await WireMock.AnswerAsync(HttpMethod.Get, Target, WireMock.Create(new Answer(200, Paid)) with { Fault = fault });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync());

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.True);
    }

    [Test]
    public async Task Get_AnswerBreaksInTheMiddle_IsANetworkFailureOfUnknownOutcome()
    {
        // This response has no signature, so only an endpoint whose responses are not signed comes as far as the body.
        const string bill = "/v3/billdownload/file";
        await WireMock.AnswerAsync(HttpMethod.Get, bill, WireMock.Create(new Answer(200)) with { Fault = ConnectionFault.MalformedChunk });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Client.Chain(bill)));

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.True);
    }

    private static byte[] Gzipped(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }
        return packed.ToArray();
    }

    private static TestCaseData Forgery(string situation, SignatureFailure reason, Func<WireMockAnswer, WireMockAnswer> forge) =>
        new TestCaseData(forge, reason).SetName($"Get_{situation}_IsRefusedAs{reason}");
}
