using System.Text;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bills;

/// <summary>APIv2 returns a bill in its response, plain or as gzip. It is saved and read like the bills of APIv3.</summary>
internal sealed class V2BillDownloadTests : IDisposable
{
    private const string Template = "v2/pay/downloadbill";

    private static readonly byte[] _csv = Encoding.UTF8.GetBytes(
        "\uFEFF交易时间,商户订单号,商品名称\r\n`2026-11-20 12:00:00,`a-1,`苹果\r\n`2026-11-20 12:00:01,`a-2,`茶\r\n总交易单数,订单总金额\r\n`2,`0.03\r\n");

    private readonly TemporaryFolder _folder = new();

    private string BillPath => _folder.PathOf("bill.csv");

    private static object Options => new { xml = new { mch_id = Merchant.Id, bill_date = "20261120", tar_type = "GZIP" } };

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task OpenBill_GzippedOrPlain_ReadsRowsAndTotals(
        [Values] bool gzipped, [Values] Way way, [Values(Template, "V2/pay/downloadfundflow", "/v2/pay/downloadbill")] string template)
    {
        var platform = new FakePlatform(File(gzipped ? Packed.With("gzip", _csv) : _csv));
        using var client = platform.CreateClient();

        using var bill = way == Way.Async ? await client.OpenBillAsync(template, Options) : client.OpenBill(template, Options);

        Assert.That((await way.ReadRowsAsync(bill)).Select(row => row["商户订单号"]), Is.EqualTo(["a-1", "a-2"]));
        Assert.That((await way.ReadSummaryAsync(bill))!["总交易单数"], Is.EqualTo("2"));
        Assert.That(bill.Length, Is.EqualTo(_csv.Length));
        Assert.That(platform.Request.Field("tar_type"), Is.EqualTo("GZIP"));
        Assert.That(platform.Request.IsSignedV2());
    }

    [Test]
    public async Task DownloadBill_Gzipped_ContainsThePlainBill([Values] Way way)
    {
        using var client = new FakePlatform(File(Packed.With("gzip", _csv))).CreateClient();
        using var stream = new MemoryStream();

        await SaveAsync(way, client, BillPath);
        await SaveAsync(way, client, stream);

        Assert.That(await System.IO.File.ReadAllBytesAsync(BillPath), Is.EqualTo(_csv));
        Assert.That(stream.ToArray(), Is.EqualTo(_csv));
    }

    [Test]
    public async Task DownloadBill_ADamagedGzip_LeavesNothing([Values] Way way, [Values] bool cut)
    {
        var packed = Packed.With("gzip", _csv);
        using var client = new FakePlatform(File(cut ? packed[..^9] : [.. packed[..40], .. packed[41..]])).CreateClient();
        using var stream = new MemoryStream();

        var error = (await Assert.ThrowsAsync<HttpRequestException>(() => SaveAsync(way, client, BillPath)))!;
        await Assert.ThrowsAsync<HttpRequestException>(() => SaveAsync(way, client, stream));

        Assert.That(error.Message, Does.Contain($"The bill of POST {Template} cannot be decompressed").And.Contain("request it again"));
        Assert.That((stream.Length, _folder.Files.Count()), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task DownloadBill_AnErrorInstead_IsTheErrorAndLeavesNothing([Values] Way way)
    {
        using var client = new FakePlatform(V2Message.OfXml(
            "<xml><return_code>FAIL</return_code><return_msg>No Bill Exist</return_msg><error_code>20002</error_code></xml>"))
            .CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPayApiException>(() => SaveAsync(way, client, BillPath)))!;

        Assert.That((error.Code, error.ApiMessage), Is.EqualTo(("20002", "No Bill Exist")));
        Assert.That(_folder.Files, Is.Empty);
    }

    [TestCase("<xml><return_code>SUCCESS</return_code></xml>")]
    [TestCase("<html>502</html>")]
    [TestCase("{}")]
    [TestCase("")]
    public async Task OpenBill_SomethingElseInstead_IsRejected(string body)
    {
        using var client = new FakePlatform(FakeResponse.Error(200, body)).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.OpenBillAsync(Template, Options));
        Assert.Throws<WeChatPaySignatureException>(() => client.OpenBill(Template, Options));
    }

    [TestCase("v2/pay/orderquery")]
    [TestCase("v2/pay/downloadbill/")]
    [TestCase("v2/billcommentsp/batchquerycomment")]
    public void OpenBill_AnEndpointWithoutBills_IsRejectedBeforeAnythingIsSent(string template)
    {
        var platform = new FakePlatform(File(_csv));
        using var client = platform.CreateClient();

        Assert.That(
            () => client.OpenBill(template, Options),
            Throws.ArgumentException.With.Message.Contains($"'{template}' does not return bills"));
        Assert.That(platform.Requests, Is.Empty);
    }

    [Test]
    public void OpenBill_OptionsOfTheCaller_AreNotChanged()
    {
        var options = new RequestOptions { Xml = new { mch_id = Merchant.Id } };
        using var client = new FakePlatform(File(_csv)).CreateClient();

        client.OpenBill(Template, options).Dispose();

        Assert.That(options.Sink, Is.Null);
    }

    private static Task SaveAsync(Way way, WeChatPayClient client, string path)
    {
        if (way == Way.Async)
        {
            return client.DownloadBillAsync(Template, path, Options);
        }
        client.DownloadBill(Template, path, Options);
        return Task.CompletedTask;
    }

    private static Task SaveAsync(Way way, WeChatPayClient client, Stream stream)
    {
        if (way == Way.Async)
        {
            return client.DownloadBillAsync(Template, stream, Options);
        }
        client.DownloadBill(Template, stream, Options);
        return Task.CompletedTask;
    }

    private static FakeResponse File(byte[] body) => new() { Body = body, ContentType = "text/plain", Signed = false };
}
