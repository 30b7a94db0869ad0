using System.Security.Cryptography;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bills;

/// <summary>The requests of a download, and the resulting file.</summary>
internal sealed partial class BillDownloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string BillPath => _folder.PathOf("bill.csv");

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task DownloadBill_IntoAFile_ContainsThePlainBillAndLeavesNothingElse([Values] Way way, [Values] bool gzipped)
    {
        using var client = new BillPlatform { File = FileOf(gzipped) }.Start().CreateClient();

        await way.DownloadBillAsync(client, BillPath);

        Assert.That(await File.ReadAllBytesAsync(BillPath), Is.EqualTo(BillPlatform.Csv));
        Assert.That(_folder.Files, Is.EqualTo(["bill.csv"]));
    }

    [Test]
    public async Task DownloadBill_WithRequestOptions_UsesThem()
    {
        var platform = new BillPlatform().Start();
        using var client = platform.CreateClient();
        using var target = new MemoryStream();
        var options = new RequestOptions { Query = "bill_date=2026-11-20" };

        client.DownloadBill("v3/bill/tradebill", BillPath, options);
        client.DownloadBill("v3/bill/tradebill", target, options);
        client.OpenBill("v3/bill/tradebill", options).Dispose();
        await client.DownloadBillAsync("v3/bill/tradebill", BillPath, options);
        await client.DownloadBillAsync("v3/bill/tradebill", target, options);
        (await client.OpenBillAsync("v3/bill/tradebill", options)).Dispose();

        Assert.That(platform.Requests.Count(request => request.Uri.Query == "?bill_date=2026-11-20"), Is.EqualTo(6));
    }

    [Test]
    public async Task DownloadBill_OverAFile_ReplacesIt([Values] Way way)
    {
        await File.WriteAllTextAsync(BillPath, "yesterday's");
        using var client = new BillPlatform().Start().CreateClient();

        await way.DownloadBillAsync(client, BillPath);

        Assert.That(await File.ReadAllBytesAsync(BillPath), Is.EqualTo(BillPlatform.Csv));
    }

    [Test]
    public async Task DownloadBill_IntoAStream_AddsThePlainBillAndLeavesItOpen([Values] Way way, [Values] bool gzipped)
    {
        using var client = new BillPlatform { File = FileOf(gzipped) }.Start().CreateClient();
        using var target = new MemoryStream();
        target.WriteByte(1);

        await way.DownloadBillAsync(client, target);

        Assert.That(target.CanWrite);
        Assert.That(target.ToArray(), Is.EqualTo((byte[])[1, .. BillPlatform.Csv]));
    }

    [Test]
    public async Task DownloadBill_TheUrl_IsSignedAndSentExactlyAsGiven([Values] Way way)
    {
        var platform = new BillPlatform().Start();
        using var client = platform.CreateClient();

        await way.DownloadBillAsync(
            client,
            BillPath,
            new { query = new { bill_date = "2026-11-20", tar_type = "GZIP" }, base_uri = "https://api2.mch.weixin.qq.com/" });

        Assert.That(platform.Requests.Select(request => request.Uri.AbsoluteUri), Is.EqualTo(
        [
            "https://api2.mch.weixin.qq.com/v3/bill/tradebill?bill_date=2026-11-20&tar_type=GZIP",
            $"https://api.mch.weixin.qq.com{BillPlatform.FileTarget}",
        ]));
        Assert.That(platform.Requests[1].Target, Is.EqualTo(BillPlatform.FileTarget));
        Assert.That(platform.Requests.Select(request => request.IsSigned()), Is.All.True);
    }

    [Test]
    public async Task DownloadBill_OnADynamicClient_IsTheSame()
    {
        using var typed = new BillPlatform().Start().CreateClient();
        dynamic client = typed;

        await client.DownloadBillAsync(BillPlatform.Template, BillPath, options: new { query = new { bill_date = "2026-11-20" } });

        Assert.That(await File.ReadAllBytesAsync(BillPath), Is.EqualTo(BillPlatform.Csv));
    }

    [Test]
    public async Task DownloadBill_Progress_GrowsToTheSizeOfThePlainBill([Values] Way way, [Values] bool gzipped)
    {
        var progress = new Reported();
        using var client = new BillPlatform { File = FileOf(gzipped) }.Start().CreateClient();

        await way.DownloadBillAsync(client, BillPath, progress: progress);

        Assert.That(progress.Values, Is.Ordered.Ascending.And.Unique);
        Assert.That(progress.Values, Has.Count.GreaterThan(1));
        Assert.That(progress.Values[^1], Is.EqualTo(BillPlatform.Csv.Length));
    }

    [Test]
    public async Task DownloadBill_AnEmptyBill_IsAnEmptyFile([Values] Way way)
    {
        using var client = new BillPlatform { File = BillPlatform.FileOf([]), HashValue = BillPlatform.DigestOf([]) }
            .Start()
            .CreateClient();

        await way.DownloadBillAsync(client, BillPath);

        Assert.That(new FileInfo(BillPath).Length, Is.Zero);
    }

    [Test]
    public async Task DownloadBill_ADigestInUpperCase_IsTheSameDigest([Values] Way way)
    {
        using var client = new BillPlatform { HashType = "sha1", HashValue = BillPlatform.DigestOf(BillPlatform.Csv).ToUpperInvariant() }
            .Start()
            .CreateClient();

        await way.DownloadBillAsync(client, BillPath);

        Assert.That(File.Exists(BillPath));
    }

    [Test]
    public async Task DownloadBill_Sha256_VerifiesTheFile([Values] Way way, [Values] bool gzipped, [Values("SHA256", "sha256")] string type)
    {
        var digest = Convert.ToHexString(SHA256.HashData(BillPlatform.Csv));
        using var client = new BillPlatform { File = FileOf(gzipped), HashType = type, HashValue = digest }.Start().CreateClient();

        await way.DownloadBillAsync(client, BillPath);

        Assert.That(await File.ReadAllBytesAsync(BillPath), Is.EqualTo(BillPlatform.Csv));
    }

    [Test]
    public async Task DownloadBill_AFileUnderUrl_IsFollowed([Values] Way way)
    {
        using var client = new BillPlatform { UrlField = "url" }.Start().CreateClient();

        await way.DownloadBillAsync(client, BillPath);

        Assert.That(await File.ReadAllBytesAsync(BillPath), Is.EqualTo(BillPlatform.Csv));
    }

    [TestCase("v3/transferdownload/signfile?token=t")]
    [TestCase("v3/bill/downloadurl?token=t")]
    [TestCase("v3/whatever/the/platform/calls/it?token=t")]
    public async Task DownloadBill_APdfOfAnyPath_IsVerifiedByItsDigest(string target)
    {
        var pdf = "%PDF-1.7 \u0001\u0002"u8.ToArray();
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = new BillPlatform
            {
                File = new FakeResponse { Body = pdf, ContentType = "application/pdf", Signed = false },
                DownloadUrl = $"https://api.mch.weixin.qq.com/{target}",
                HashType = "SHA256",
                HashValue = Convert.ToHexString(SHA256.HashData(pdf)),
            }.Start().CreateClient();

            await way.DownloadBillAsync(client, BillPath);

            Assert.That(await File.ReadAllBytesAsync(BillPath), Is.EqualTo(pdf));
        }
    }

    [Test]
    public async Task DownloadBill_AFileThatThePlatformSigns_IsVerifiedToo([Values] Way way, [Values] bool gzipped)
    {
        var file = new FakeResponse { Body = FileOf(gzipped).Body };
        using var client = new BillPlatform { DownloadUrl = "https://api.mch.weixin.qq.com/v3/x/file?token=t", File = file }
            .Start()
            .CreateClient();

        await way.DownloadBillAsync(client, BillPath);

        Assert.That(await File.ReadAllBytesAsync(BillPath), Is.EqualTo(BillPlatform.Csv));
    }

    [Test]
    public async Task DownloadBill_AFileThatArrivesByteByByte_IsTheSame([Values] Way way, [Values] bool gzipped)
    {
        var csv = BillPlatform.Csv[..1000];
        var body = gzipped ? Packed.With("gzip", csv) : csv;
        var ticket = FakeResponse.Json(
            $$"""{"hash_type":"SHA1","hash_value":"{{BillPlatform.DigestOf(csv)}}","""
                + $$""" "download_url":"https://api.mch.weixin.qq.com{{BillPlatform.FileTarget}}"}""");
        var position = 0;
        var slowly = new GeneratedBody(buffer =>
        {
            if (position == body.Length)
            {
                return 0;
            }
            buffer.Span[0] = body[position++];
            return 1;
        });
        using var client = new StubHandler(request => request.RequestUri!.AbsolutePath == $"/{BillPlatform.Template}"
            ? ticket.ToMessage(TimeProvider.System)
            : new HttpResponseMessage { Content = new StreamContent(slowly) }).CreateClient();

        await way.DownloadBillAsync(client, BillPath);

        Assert.That(await File.ReadAllBytesAsync(BillPath), Is.EqualTo(csv));
    }

    [Test]
    public async Task OpenBill_ABill_IsReadFromItsBeginning([Values] Way way, [Values] bool gzipped)
    {
        using var client = new BillPlatform { File = FileOf(gzipped) }.Start().CreateClient();

        using var bill = await way.OpenBillAsync(client);
        var rows = await way.ReadRowsAsync(bill);

        Assert.That(bill.Length, Is.EqualTo(BillPlatform.Csv.Length));
        Assert.That(rows, Has.Count.EqualTo(20_000));
        Assert.That(rows[^1]["商户订单号"], Is.EqualTo("order-19999"));
    }

    private static FakeResponse FileOf(bool gzipped) =>
        BillPlatform.FileOf(gzipped ? Packed.With("gzip", BillPlatform.Csv) : BillPlatform.Csv);
}
