using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Endpoints;

/// <summary>The built-in bill, downloaded with the library and without it. The date of the sandbox is 2026-06-01.</summary>
public sealed class BillEndpointsTests : OneSandboxTests
{
    private const string Target = "/v3/bill/tradebill?bill_date=2026-05-31";

    [TestCase(null)]
    [TestCase("GZIP")]
    public async Task GetDownloadUrl_PastDay_BillIsReadByClient(string? packing)
    {
        using var client = new WeChatPayClient(Sandbox.CreateClientOptions());

        using var bill = await client.OpenBillAsync(
            "v3/bill/tradebill", new { query = new { bill_date = "2026-05-31", tar_type = packing } });
        var rows = bill.ReadRows().ToList();

        Assert.That(rows.Select(row => row["商品名称"]), Is.EqualTo(["苹果,红", "\"好\"茶 15\" 托盘"]));
        Assert.That(rows[0]["交易时间"], Is.EqualTo("2026-05-31 12:00:00"));
        Assert.That(rows[0].Values, Has.Count.EqualTo(27));
        Assert.That(bill.ReadSummary()!["订单总金额"], Is.EqualTo("12.51"));
    }

    [TestCase("", "text/plain", "")]
    [TestCase("&tar_type=GZIP", "application/x-gzip", "&tartype=gzip")]
    public async Task GetFile_DownloadUrl_ReturnsUnsignedFile(string packing, string type, string urlPacking)
    {
        var url = new Uri((await Merchant.GetAsync(Target + packing)).Json.GetProperty("download_url").GetString()!);

        var file = await Merchant.GetAsync(url.PathAndQuery);

        Assert.That(url.GetLeftPart(UriPartial.Path), Is.EqualTo($"{Sandbox.BaseAddress}v3/billdownload/file"));
        Assert.That(url.Query, Does.EndWith(urlPacking));
        Assert.That(file.StatusCode, Is.EqualTo(200));
        Assert.That(file.Headers["Content-Type"], Is.EqualTo(type));
        Assert.That(file.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }

    [TestCase("/v3/bill/tradebill", "/bill_date")]
    [TestCase("/v3/bill/tradebill?bill_date=2026-5-31", "/bill_date")]
    [TestCase("/v3/bill/tradebill?bill_date=20260531", "/bill_date")]
    [TestCase(Target + "&tar_type=ZIP", "/tar_type")]
    [TestCase("/v3/billdownload/file", "/token")]
    [TestCase("/v3/billdownload/file?token=", "/token")]
    [TestCase("/v3/billdownload/file?token=2026-05-31", "/token")]
    [TestCase("/v3/billdownload/file?token=2026-05-31.00", "/token")]
    public async Task Get_InvalidParameter_ErrorNamesIt(string target, string field)
    {
        var response = await Merchant.GetAsync(target);

        Assert.That(response.StatusCode, Is.EqualTo(400));
        Assert.That(response.Json.GetProperty("code").GetString(), Is.EqualTo("PARAM_ERROR"));
        Assert.That(response.Json.GetProperty("detail").GetProperty("field").GetString(), Is.EqualTo(field));
    }

    [TestCase("2026-06-01")]
    [TestCase("2026-06-02")]
    public async Task GetDownloadUrl_CurrentOrFutureDay_ReturnsError(string date)
    {
        var response = await Merchant.GetAsync($"/v3/bill/tradebill?bill_date={date}");

        Assert.That(response.StatusCode, Is.EqualTo(400));
        Assert.That(response.Json.GetProperty("code").GetString(), Is.EqualTo("NO_STATEMENT_EXIST"));
    }
}
