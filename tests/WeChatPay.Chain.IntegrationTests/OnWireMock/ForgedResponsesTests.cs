using System.IO.Compression;
using WeChatPay.Chain.IntegrationTests.Consumer;
using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

/// <summary>Responses that need control of every byte and header.</summary>
[TestFixture(Way.Async)]
[TestFixture(Way.Sync)]
public sealed class ForgedResponsesTests(Way way) : ConsumerTests(PlatformKind.WireMock, way)
{
    private const string Paid = """{"trade_state":"SUCCESS","description":"会员"}""";

    private static IEnumerable<TestCaseData> Forgeries =>
    [
        Forgery("AnotherBody", SignatureFailure.Mismatch, response => response with { Body = "{\"trade_state\":\"REFUND\"}"u8.ToArray() }),
        Forgery("BodyRemoved", SignatureFailure.Mismatch, response => response with { Body = [] }),
        Forgery("NoContentInstead", SignatureFailure.Mismatch, response => response with { Status = 204, Body = [] }),
        Forgery("AnotherNonce", SignatureFailure.Mismatch, response =>
            response.With("Wechatpay-Nonce", "0123456789ABCDEF0123456789ABCDEF")),
        Forgery("AnotherTimestamp", SignatureFailure.Mismatch, response =>
            response.With("Wechatpay-Timestamp", $"{long.Parse(response.Headers["Wechatpay-Timestamp"], null) + 1}")),
        Forgery("AnotherSignature", SignatureFailure.Mismatch, response =>
            response.With("Wechatpay-Signature", Convert.ToBase64String(new byte[256]))),
        Forgery("TimestampNotANumber", SignatureFailure.Malformed, response => response.With("Wechatpay-Timestamp", "now")),
        Forgery("UnknownSignatureType", SignatureFailure.Malformed, response =>
            response.With("Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3")),
        Forgery("EmptyHeader", SignatureFailure.HeadersMissing, response => response.With("Wechatpay-Nonce", "")),
    ];

    private static IEnumerable<ConnectionFault> FaultsBeforeAResponse =>
        [ConnectionFault.Closed, ConnectionFault.Reset, ConnectionFault.Garbage];

    private WireMockPlatform WireMock => (WireMockPlatform)Platform;

    [TestCaseSource(nameof(Forgeries))]
    public async Task Get(Func<WireMockResponse, WireMockResponse> forge, SignatureFailure reason)
    {
        await WireMock.RespondAsync(HttpMethod.Get, Target, forge(WireMock.Create(new CannedResponse(200, Paid))));

        var failure = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(failure.Reason, Is.EqualTo(reason));
    }

    [Test]
    public async Task Get_GzippedResponse_IsVerifiedAfterDecompression()
    {
        var plain = WireMock.Create(new CannedResponse(200, Paid));
        await WireMock.RespondAsync(HttpMethod.Get, Target, (plain with { Body = Gzipped(plain.Body) }).With("Content-Encoding", "gzip"));

        using var response = await GetAsync();

        Assert.That(response.Body, Is.EqualTo(Paid));
    }

    [Test]
    public async Task Get_SignatureOfTheGzippedBytes_IsRejected()
    {
        var packed = WireMock.Create(new CannedResponse(200, Gzipped(new CannedResponse(200, Paid).Body)));
        await WireMock.RespondAsync(HttpMethod.Get, Target, packed.With("Content-Encoding", "gzip"));

        var failure = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync());

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Mismatch));
    }

    [Test]
    public async Task Get_ResponseInPieces_IsAssembled()
    {
        await WireMock.RespondAsync(HttpMethod.Get, Target, WireMock.Create(new CannedResponse(200, Paid)) with { Pieces = 7 });

        using var response = await GetAsync();

        Assert.That(response.Body, Is.EqualTo(Paid));
    }

    [Test]
    public async Task Get_ResponseStalledHalfway_TimesOut()
    {
        var response = WireMock.Create(new CannedResponse(200, Paid)) with { Pieces = 2, PieceInterval = TimeSpan.FromMinutes(5) };
        await WireMock.RespondAsync(HttpMethod.Get, Target, response);

        await Assert.ThrowsAsync<TimeoutException>(() => GetAsync(new { timeout = 0.3 }));
    }

    [TestCaseSource(nameof(FaultsBeforeAResponse))]
    public async Task Get_ConnectionBreaks_IsANetworkFailureOfUnknownOutcome(ConnectionFault fault)
    {
        await WireMock.RespondAsync(HttpMethod.Get, Target, WireMock.Create(new CannedResponse(200, Paid)) with { Fault = fault });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync());

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.True);
    }

    [Test]
    public async Task Get_BodyCutOff_IsANetworkFailureOfUnknownOutcome()
    {
        // This response has no signature. Only for an endpoint whose responses are not signed does the client read the body.
        const string bill = "/v3/billdownload/file";
        await WireMock.RespondAsync(
            HttpMethod.Get, bill, WireMock.Create(new CannedResponse(200)) with { Fault = ConnectionFault.MalformedChunk });

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

    private static TestCaseData Forgery(string situation, SignatureFailure reason, Func<WireMockResponse, WireMockResponse> forge) =>
        new TestCaseData(forge, reason).SetName($"Get_{situation}_IsRejectedAs{reason}");
}
