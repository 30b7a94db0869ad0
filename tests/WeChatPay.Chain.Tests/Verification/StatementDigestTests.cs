using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Verification;

internal sealed class StatementDigestTests
{
    private static readonly byte[] _csv = Encoding.UTF8.GetBytes("交易时间,商户号\n`2026-11-21,`1900000109\n");

    [Test]
    public async Task Check_AStatement_IsReturnedAsSent(
        [Values] Way way,
        [Values] bool gzipped,
        [Values] bool intoSink,
        [Values("hk/v3/statements", "v3/global/statements", "HK/V3/Statements")] string path)
    {
        var file = gzipped ? Gzip(_csv) : _csv;
        using var client = new FakePlatform(Statement(file)).CreateClient();
        using var sink = new MemoryStream();

        var response = await way.GetAsync(
            client.Chain(path), new { query = new { statement_date = "2026-11-20" }, sink = intoSink ? sink : null });

        Assert.That(intoSink ? sink.ToArray() : response.BodyBytes, Is.EqualTo(file));
    }

    [Test]
    public async Task Check_AnotherFile_IsRejected([Values] Way way, [Values] bool gzipped, [Values] bool intoSink)
    {
        byte[] other = [.. _csv, (byte)'\n'];
        var fakeResponse = Statement(gzipped ? Gzip(other) : other, digestOf: _csv);

        await AssertRejected(fakeResponse, way, intoSink);
    }

    [Test]
    public async Task Check_ADigestThatIsNotSigned_IsRejected([Values] Way way, [Values] bool gzipped, [Values] bool intoSink)
    {
        var fakeResponse = Statement(gzipped ? Gzip(_csv) : _csv, signedBody: $"{{\"sha1\":\"{Sha1([.. _csv, 0])}\"}}");

        await AssertRejected(fakeResponse, way, intoSink);
    }

    [Test]
    public async Task Check_TheDigestOfTheGzippedFile_IsRejected([Values] Way way, [Values] bool intoSink)
    {
        var file = Gzip(_csv);

        await AssertRejected(Statement(file, digestOf: file), way, intoSink);
    }

    [Test]
    public async Task Check_ATruncatedGzip_IsRejected([Values] Way way, [Values] bool intoSink)
    {
        var file = Gzip(RandomNumberGenerator.GetBytes(5000));

        await AssertRejected(Statement(file[..2500], digestOf: _csv), way, intoSink);
    }

    [Test]
    public async Task Check_AnInvalidGzip_IsRejected([Values] Way way, [Values] bool intoSink) =>
        await AssertRejected(Statement([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], digestOf: _csv), way, intoSink);

    [Test]
    public async Task Check_ADigestInUpperCase_IsReturned()
    {
        var sha1 = Sha1(_csv).ToUpperInvariant();
        var fakeResponse = new FakeResponse
        {
            Body = _csv,
            SignedBody = Encoding.UTF8.GetBytes($"{{\"sha1\":\"{sha1}\"}}"),
            Headers = { ["Wechatpay-Statement-Sha1"] = sha1 }
        };
        using var client = new FakePlatform(fakeResponse).CreateClient();

        Assert.That((await client.Chain("hk/v3/statements").GetAsync()).BodyBytes, Is.EqualTo(_csv));
    }

    [Test]
    public async Task Check_AnEmptyStatement_IsReturned([Values] Way way)
    {
        using var client = new FakePlatform(Statement([])).CreateClient();

        Assert.That((await way.GetAsync(client.Chain("hk/v3/statements"))).BodyBytes, Is.Empty);
    }

    [Test]
    public async Task Check_WithoutTheHeader_TheBodyItselfIsSigned([Values] Way way)
    {
        using var client = new FakePlatform(new FakeResponse { Body = _csv }).CreateClient();

        Assert.That((await way.GetAsync(client.Chain("hk/v3/statements"))).BodyBytes, Is.EqualTo(_csv));
    }

    [Test]
    public async Task Check_TheHeaderRemoved_IsRejected([Values] Way way) =>
        await AssertRejected(
            new FakeResponse { Body = _csv, SignedBody = Encoding.UTF8.GetBytes($"{{\"sha1\":\"{Sha1(_csv)}\"}}") }, way, intoSink: false);

    [TestCase("v3/statements")]
    [TestCase("hk/v3/statements/1")]
    [TestCase("x/hk/v3/statements")]
    [TestCase("us/v3/statements")]
    [TestCase("v3/pay/transactions/id/1")]
    public async Task Check_OnAnotherPath_TheHeaderIsIgnored(string path)
    {
        using var client = new FakePlatform(Statement(_csv)).CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain(path).GetAsync()))!.Reason,
            Is.EqualTo(SignatureFailure.Mismatch));
    }

    private static async Task AssertRejected(FakeResponse fakeResponse, Way way, bool intoSink)
    {
        using var client = new FakePlatform(fakeResponse).CreateClient();
        using var sink = new MemoryStream();

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            way.GetAsync(client.Chain("hk/v3/statements"), new { sink = intoSink ? sink : null })))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Mismatch));
        Assert.That(failure.Serial, Is.EqualTo(Merchant.PublicKeyId));
        Assert.That(failure.RequestId, Is.EqualTo("08F5A1B2C3D4E5F6-0"));
        Assert.That(sink.Length, Is.Zero);
    }

    private static FakeResponse Statement(byte[] file, byte[]? digestOf = null, string? signedBody = null)
    {
        var sha1 = Sha1(digestOf ?? (file is [0x1f, 0x8b, ..] ? _csv : file));
        return new FakeResponse
        {
            Body = file,
            SignedBody = Encoding.UTF8.GetBytes(signedBody ?? $"{{\"sha1\":\"{sha1}\"}}"),
            ContentType = "text/plain",
            Headers = { ["Wechatpay-Statement-Sha1"] = sha1 },
        };
    }

    private static byte[] Gzip(byte[] plain) => Packed.With("gzip", plain);

#pragma warning disable CA5350 // The platform's choice of digest.
    private static string Sha1(byte[] bytes) => Convert.ToHexStringLower(SHA1.HashData(bytes));
#pragma warning restore CA5350
}
