using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class FilesTests : SnippetTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wechatpay-files-").FullName;

    [TearDown]
    public void DeleteFiles() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Upload_OfAFile_ReturnsItsMediaId()
    {
        var client = Client;
        var folder = _folder;
        File.WriteAllBytes($"{folder}/license.png", RandomNumberGenerator.GetBytes(1000));
        Sandbox.Respond(HttpMethod.Post, "v3/merchant/media/upload", new { media_id = "m-1" });

        using var upload = await client.Chain("v3/merchant/media/upload")
            .PostAsync(new { body = new MediaUpload($"{folder}/license.png") });
        string mediaId = upload.Data.media_id;

        Assert.That(mediaId, Is.EqualTo("m-1"));
    }

    [Test]
    public async Task Bill_Downloaded_HasTheExpectedContent()
    {
        var client = Client;
        var folder = _folder;
        var csv = Encoding.UTF8.GetBytes("交易时间,商户订单号,订单金额\r\n`2026-11-20 09:30:00,`A20261120001,`1.00\r\n");
        Sandbox.Respond(HttpMethod.Get, "v3/bill/tradebill", new
        {
            download_url = new Uri(Sandbox.BaseAddress, "v3/billdownload/file?token=abc").AbsoluteUri,
            hash_type = "SHA1",
            hash_value = Sha1Of(csv),
        });
        Sandbox.Respond(HttpMethod.Get, "v3/billdownload/file", SandboxResponse.Bytes(csv));
        var numbers = new List<string>();

        await client.DownloadBillAsync("v3/bill/tradebill", $"{folder}/2026-11-20.csv", new { query = new { bill_date = "2026-11-20" } });

        using var bill = await client.OpenBillAsync("v3/bill/tradebill", new { query = new { bill_date = "2026-11-20" } });
        await foreach (var row in bill.ReadRowsAsync())
        {
            numbers.Add(row["商户订单号"]);
        }

        Assert.That(File.ReadAllBytes($"{folder}/2026-11-20.csv"), Is.EqualTo(csv));
        Assert.That(numbers, Is.EqualTo(["A20261120001"]));
    }

    [SuppressMessage("Security", "CA5350", Justification = "The platform names the SHA-1 of a bill.")]
    private static string Sha1Of(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));
}
