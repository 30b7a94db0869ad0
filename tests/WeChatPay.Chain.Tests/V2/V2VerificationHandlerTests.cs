using System.Text;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>Bills are returned as text or gzip, in memory or to a sink, which receives nothing else.</summary>
internal sealed class V2VerificationHandlerTests
{
    private static readonly byte[] _text = Encoding.UTF8.GetBytes("\uFEFF交易时间,公众账号ID\r\n`2014-11-10 16:33:45,`wx2421b1c4370ec43b\r\n");

    [Test]
    public async Task Download_ABill_IsInTheBody(
        [Values("pay/downloadbill", "pay/downloadfundflow")] string path, [Values] bool gzip, [Values] Way way)
    {
        var bill = Bill(gzip);
        using var client = new FakePlatform(bill).CreateClient();

        using var response = await way.PostAsync(client.Chain($"v2/{path}"), new { xml = Fields });

        Assert.That(response.BodyBytes, Is.EqualTo(bill.Body));
        Assert.That(response.Xml, Is.Empty);
        Assert.That(response.IsVerified, Is.False);
    }

    [Test]
    public async Task Download_IntoAPath_IsThatFile([Values] bool gzip, [Values] Way way)
    {
        using var folder = new TemporaryFolder();
        var bill = Bill(gzip);
        using var client = new FakePlatform(bill).CreateClient();

        using var response = await way.PostAsync(
            client.Chain("v2/pay/downloadbill"), new { xml = Fields, sink = folder.PathOf("bill.csv") });

        Assert.That(folder.Files, Is.EqualTo(["bill.csv"]));
        Assert.That(await File.ReadAllBytesAsync(folder.PathOf("bill.csv")), Is.EqualTo(bill.Body));
        Assert.That(response.BodyBytes, Is.Empty);
    }

    [Test]
    public async Task Download_IntoAStream_IsWrittenThere([Values] Way way)
    {
        using var stream = new MemoryStream();
        using var client = new FakePlatform(Bill(gzip: false)).CreateClient();

        using var response = await way.PostAsync(client.Chain("v2/pay/downloadbill"), new { xml = Fields, sink = stream });

        Assert.That(stream.ToArray(), Is.EqualTo(_text));
    }

    [Test]
    public async Task Download_IntoAStream_ArrivesInChunks([Values] Way way)
    {
        using var stream = new MemoryStream();
        var arrived = new List<long>();
        using var client = Streaming(InPieces(_text, 10, () => arrived.Add(stream.Length))).CreateClient();

        using var _ = await way.PostAsync(client.Chain("v2/pay/downloadbill"), new { xml = Fields, sink = stream });

        Assert.That(arrived, Is.EqualTo([0, 10, _text.Length]));
    }

    [Test]
    public async Task Download_LargerThanWhatIsHeldInMemory_StreamsIntoTheSink([Values] Way way)
    {
        const long Length = 70L * 1024 * 1024;
        using var folder = new TemporaryFolder();
        using var client = Streaming(GeneratedBody.Zeros(Length)).CreateClient();

        using var _ = await way.PostAsync(client.Chain("v2/pay/downloadbill"), new { xml = Fields, sink = folder.PathOf("bill.csv") });

        Assert.That(new FileInfo(folder.PathOf("bill.csv")).Length, Is.EqualTo(Length));
    }

    [Test]
    public async Task Download_LargerThanWhatIsHeldInMemory_AsksForASink([Values] Way way)
    {
        using var client = Streaming(GeneratedBody.Zeros(70L * 1024 * 1024)).CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<HttpRequestException>(() =>
                way.PostAsync(client.Chain("v2/pay/downloadbill"), new { xml = Fields })))!.Message,
            Does.Contain("'sink'"));
    }

    [Test]
    public async Task Download_TheFirstBytesSeparately_AreStillTheBill([Values(1, 3, 4)] int first, [Values] Way way)
    {
        using var folder = new TemporaryFolder();
        using var client = Streaming(InPieces(_text, first)).CreateClient();

        using var _ = await way.PostAsync(client.Chain("v2/pay/downloadbill"), new { xml = Fields, sink = folder.PathOf("bill.csv") });

        Assert.That(await File.ReadAllBytesAsync(folder.PathOf("bill.csv")), Is.EqualTo(_text));
    }

    [Test]
    public async Task Download_Rejected_LeavesNoFile(
        [Values("", "\uFEFF", " \n", "<?xml version=\"1.0\"?>")] string before, [Values] Way way)
    {
        using var folder = new TemporaryFolder();
        var xml = $"{before}<xml><return_code>FAIL</return_code><return_msg>No Bill Exist</return_msg><error_code>20002</error_code></xml>";
        using var client = new FakePlatform(V2Message.OfXml(xml)).CreateClient();

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(
            () => way.PostAsync(client.Chain("v2/pay/downloadbill"), new { xml = Fields, sink = folder.PathOf("bill.csv") })))!;

        Assert.That(failure.ApiMessage, Is.EqualTo("No Bill Exist"));
        Assert.That(folder.Files, Is.Empty);
    }

    [Test]
    public async Task Download_Rejected_LeavesAnOlderFileAndTheStreamAsTheyAre([Values] Way way)
    {
        using var folder = new TemporaryFolder();
        using var stream = new MemoryStream();
        await File.WriteAllTextAsync(folder.PathOf("bill.csv"), "yesterday's");
        using var client = new FakePlatform(V2Message.OfXml("<xml><return_code>FAIL</return_code></xml>")).CreateClient();

        await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            way.PostAsync(client.Chain("v2/pay/downloadbill"), new { xml = Fields, sink = folder.PathOf("bill.csv") }));
        await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            way.PostAsync(client.Chain("v2/pay/downloadbill"), new { xml = Fields, sink = stream }));

        Assert.That(await File.ReadAllTextAsync(folder.PathOf("bill.csv")), Is.EqualTo("yesterday's"));
        Assert.That(stream.Length, Is.Zero);
    }

    [TestCase("{\"code\":\"502\"}")]
    [TestCase(" {}")]
    public async Task Download_JsonInsteadOfABill_IsRejected(string json)
    {
        using var folder = new TemporaryFolder();
        using var client = new FakePlatform(FakeResponse.Error(200, json)).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            client.Chain("v2/pay/downloadbill").PostAsync(new { xml = Fields, sink = folder.PathOf("bill.csv") }));
        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v2/pay/downloadbill").PostAsync(new { xml = Fields }));
        Assert.That(folder.Files, Is.Empty);
    }

    [Test]
    public async Task Download_AnErrorStatus_LeavesNoFile([Values(404, 500)] int status, [Values] Way way)
    {
        using var folder = new TemporaryFolder();
        using var client = new FakePlatform(FakeResponse.Error(status, "交易时间", "text/plain")).CreateClient();

        await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            way.PostAsync(client.Chain("v2/pay/downloadbill"), new { xml = Fields, sink = folder.PathOf("bill.csv") }));
        Assert.That(folder.Files, Is.Empty);
    }

    [Test]
    public async Task Send_ASignedResponseWithASink_IsWrittenThereOnceItIsVerified([Values] Way way)
    {
        using var folder = new TemporaryFolder();
        var fields = V2Message.Success(("a", "中")).Signed();
        using var client = new FakePlatform(fields.ToResponse()).CreateClient();

        using var response = await way.PostAsync(
            client.Chain("v2/pay/orderquery"), new { xml = Fields, sink = folder.PathOf("order.xml") });

        Assert.That(await File.ReadAllTextAsync(folder.PathOf("order.xml")), Is.EqualTo(fields.ToXml()));
        Assert.That(response.BodyBytes, Is.Empty);
    }

    [Test]
    public async Task Send_ATamperedResponseWithASink_LeavesNoFile([Values] Way way)
    {
        using var folder = new TemporaryFolder();
        var fields = V2Message.Success(("total_fee", "101")).Signed();
        fields["total_fee"] = "1";
        using var client = new FakePlatform(fields.ToResponse()).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            way.PostAsync(client.Chain("v2/pay/orderquery"), new { xml = Fields, sink = folder.PathOf("order.xml") }));
        Assert.That(folder.Files, Is.Empty);
    }

    private static object Fields => new { mch_id = Merchant.Id, bill_date = "20140603" };

    private static FakeResponse Bill(bool gzip) => new()
    {
        Body = gzip ? Packed.With("gzip", _text) : _text,
        ContentType = gzip ? "application/x-gzip" : "text/plain",
        Signed = false,
    };

    private static StubHandler Streaming(Stream body) => new(_ => new HttpResponseMessage { Content = new StreamContent(body) });

    private static GeneratedBody InPieces(byte[] content, int first, Action? reading = null)
    {
        var position = 0;
        return new GeneratedBody(buffer =>
        {
            reading?.Invoke();
            var count = Math.Min(buffer.Length, position == 0 ? first : content.Length - position);
            content.AsMemory(position, count).CopyTo(buffer);
            position += count;
            return count;
        });
    }
}
