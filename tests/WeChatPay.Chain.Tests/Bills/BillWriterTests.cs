using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Bills;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bills;

internal sealed class BillWriterTests
{
    [Test]
    public async Task Receive_Again_StartsOver([Values] Way way, [Values] bool gzipped)
    {
        var progress = new Reported();
        using var target = new MemoryStream();
        using var digest = new AlgorithmSet([]).CreateDigest("SHA1");
        var writer = new BillWriter(target, digest, progress);

        await ReceiveAsync(way, writer, new byte[100_000], isGzip: false);
        await ReceiveAsync(way, writer, gzipped ? Packed.With("gzip", "bill"u8.ToArray()) : "bill"u8.ToArray(), gzipped);

        Assert.That(target.ToArray(), Is.EqualTo("bill"u8.ToArray()));
        Assert.That(Convert.ToHexStringLower(writer.Digest), Is.EqualTo(BillPlatform.DigestOf("bill"u8.ToArray())));
        Assert.That(progress.Values[^1], Is.EqualTo(4));
    }

    [Test]
    public async Task Receive_ABodyOfItsOwner_LeavesItOpen([Values] Way way, [Values] bool gzipped)
    {
        using var target = new MemoryStream();
        using var body = new MemoryStream(Packed.With("gzip", "bill"u8.ToArray()));

        await ReceiveAsync(way, new BillWriter(target, digest: null, null), body, gzipped);

        Assert.That(body.CanRead);
    }

    private static Task ReceiveAsync(Way way, BillWriter writer, byte[] body, bool isGzip) =>
        ReceiveAsync(way, writer, new MemoryStream(body), isGzip);

    private static async Task ReceiveAsync(Way way, BillWriter writer, Stream body, bool isGzip) =>
        await writer.ReceiveAsync(body, isGzip, long.MaxValue, isAsync: way == Way.Async, CancellationToken.None);
}
