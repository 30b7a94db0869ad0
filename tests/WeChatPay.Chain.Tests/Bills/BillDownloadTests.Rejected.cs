using System.Text;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bills;

/// <summary>Responses and files that are rejected, and leave nothing behind.</summary>
internal sealed partial class BillDownloadTests
{
    private const string UnknownPath = "https://api.mch.weixin.qq.com/v3/x/file?token=t";

    private static readonly byte[] _gzip = Packed.With("gzip", BillPlatform.Csv);

    private static IEnumerable<TestCaseData> Tampered()
    {
        yield return File("OneByte", With(BillPlatform.Csv, 100_000));
        yield return File("Cut", BillPlatform.Csv[..^1]);
        yield return File("Longer", [.. BillPlatform.Csv, (byte)'\n']);
        yield return File("Empty", []);
        yield return File("OneByteAlone", [0x1f]);
        yield return File("ErrorPage", Encoding.UTF8.GetBytes("<html>502</html>"));
        yield return File("GzipOfAnother", Packed.With("gzip", With(BillPlatform.Csv, 100_000)));
        yield return File("GzipTwice", Packed.With("gzip", _gzip));
        yield return File("GzipCut", _gzip[..(_gzip.Length / 2)]);
        yield return File("GzipWithoutItsEnd", _gzip[..^20]);
        yield return File("GzipHeadAlone", _gzip[..2]);
        yield return File("GzipOfAnUnknownMethod", With(_gzip, 2));
        yield return File("GzipDamagedInside", With(_gzip, _gzip.Length / 2));

        static TestCaseData File(string name, byte[] body) => new TestCaseData(body).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Tampered))]
    public async Task DownloadBill_AnotherFile_IsAMismatchAndLeavesNothing(byte[] body)
    {
        var platform = new BillPlatform { File = BillPlatform.FileOf(body) };

        foreach (var way in Enum.GetValues<Way>())
        {
            await System.IO.File.WriteAllTextAsync(_folder.PathOf("kept.csv"), "yesterday's");
            using var client = platform.Start().CreateClient();
            using var target = new MemoryStream();

            foreach (var attempt in new Func<Task>[]
            {
                () => way.DownloadBillAsync(client, BillPath),
                () => way.DownloadBillAsync(client, _folder.PathOf("kept.csv")),
                () => way.DownloadBillAsync(client, target),
                () => way.OpenBillAsync(client),
            })
            {
                var error = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => attempt()))!;
                Assert.That(error.Reason, Is.EqualTo(SignatureFailure.Mismatch));
                Assert.That(error.Message, Does.StartWith("The bill of GET v3/bill/tradebill ").And.Contain("Nothing was saved"));
                Assert.That(error.OutcomeUnknown, Is.False);
                Assert.That($"{error}", Does.Not.Contain(BillPlatform.Token));
            }
            Assert.That(_folder.Files, Is.EqualTo(["kept.csv"]));
            Assert.That(await System.IO.File.ReadAllTextAsync(_folder.PathOf("kept.csv")), Is.EqualTo("yesterday's"));
            Assert.That(target.Length, Is.Zero);
        }
    }

    [Test]
    public async Task DownloadBill_AnotherDigest_IsAMismatch([Values] Way way, [Values("", "0", "not hexadecimal")] string suffix)
    {
        var digest = suffix.Length == 1
            ? BillPlatform.DigestOf(BillPlatform.Csv) + suffix
            : suffix.Length == 0 ? BillPlatform.DigestOf([]) : suffix;
        using var client = new BillPlatform { HashValue = digest }.Start().CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.DownloadBillAsync(client, BillPath)))!;

        Assert.That(error.Reason, Is.EqualTo(SignatureFailure.Mismatch));
        Assert.That(error.RequestId, Is.EqualTo("08F5A1B2C3D4E5F6-0"));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_UnknownDigest_IsRejectedBeforeTheDownload(
        [Values] Way way, [Values("SHA512", "MD5", "SHA-1", "SHA256 ")] string type)
    {
        var platform = new BillPlatform { HashType = type }.Start();
        using var client = platform.CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.DownloadBillAsync(client, BillPath)))!;

        Assert.That(error.Reason, Is.EqualTo(SignatureFailure.Malformed));
        Assert.That(error.Message, Does.Contain($"a digest of the type '{type}'; SHA1 and SHA256 are supported"));
        Assert.That(platform.Requests, Has.Count.EqualTo(1));
        Assert.That(_folder.Files, Is.Empty);
    }

    [TestCase("""{"hash_value":"a","download_url":"https://api.mch.weixin.qq.com/x"}""", "hash_type")]
    [TestCase("""{"hash_type":"SHA1","download_url":"https://api.mch.weixin.qq.com/x"}""", "hash_value")]
    [TestCase("""{"hash_type":"SHA1","hash_value":"","download_url":"https://api.mch.weixin.qq.com/x"}""", "hash_value")]
    [TestCase("""{"hash_type":"SHA1","hash_value":5,"download_url":"https://api.mch.weixin.qq.com/x"}""", "hash_value")]
    [TestCase("""{"hash_type":"SHA1","hash_value":"a","download_url":null}""", "download_url")]
    [TestCase("[]", "download_url")]
    [TestCase("no JSON", "download_url")]
    [TestCase("", "download_url")]
    public async Task DownloadBill_AResponseWithoutABill_SaysWhatIsMissing(string body, string missing)
    {
        var platform = new FakePlatform(FakeResponse.Json(body));
        using var client = platform.CreateClient();

        foreach (var way in Enum.GetValues<Way>())
        {
            var error = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.DownloadBillAsync(client, BillPath)))!;
            Assert.That(error.Reason, Is.EqualTo(SignatureFailure.Malformed));
            Assert.That(error.Message, Does.Contain($"GET v3/bill/tradebill has no '{missing}'"));
        }
        Assert.That(platform.Requests, Has.Count.EqualTo(2));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_AnUnsignedResponseWithABill_IsNotFollowed([Values] Way way)
    {
        var platform = new FakePlatform(new FakeResponse
        {
            Body = Encoding.UTF8.GetBytes(
                $$"""{"hash_type":"SHA1","hash_value":"{{BillPlatform.DigestOf(BillPlatform.Csv)}}","""
                    + "\"download_url\":\"https://api.mch.weixin.qq.com/x\"}"),
            Signed = false
        });
        using var client = platform.CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.DownloadBillAsync(client, BillPath)))!.Reason,
            Is.EqualTo(SignatureFailure.HeadersMissing));

        Assert.That(platform.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task DownloadBill_SM3_NamesThePackage([Values] Way way, [Values("SM3", "sm3")] string type)
    {
        var platform = new BillPlatform { HashType = type }.Start();
        using var client = platform.CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.DownloadBillAsync(client, BillPath)))!;

        Assert.That(error.Reason, Is.EqualTo(SignatureFailure.Malformed));
        Assert.That(error.Message, Does.Contain("SM3").And.Contain("WeChatPay.Chain.ShangMi"));
        Assert.That(platform.Requests, Has.Count.EqualTo(1));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_ASha256ThatIsASha1_IsAMismatch([Values] Way way)
    {
        using var client = new BillPlatform { HashType = "SHA256" }.Start().CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.DownloadBillAsync(client, BillPath)))!.Reason,
            Is.EqualTo(SignatureFailure.Mismatch));

        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_AFileOfAnUnknownPath_IsVerifiedByItsDigest([Values] Way way)
    {
        using var client = new BillPlatform { DownloadUrl = UnknownPath, File = BillPlatform.FileOf(With(BillPlatform.Csv, 100_000)) }
            .Start()
            .CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.DownloadBillAsync(client, BillPath)))!.Reason,
            Is.EqualTo(SignatureFailure.Mismatch));

        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_AFileOfAnUnknownPathWithAWrongSignature_IsRejected([Values] Way way)
    {
        var file = new FakeResponse { Body = BillPlatform.Csv, SignedBody = [] };
        using var client = new BillPlatform { DownloadUrl = UnknownPath, File = file }.Start().CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.DownloadBillAsync(client, BillPath)))!.Reason,
            Is.EqualTo(SignatureFailure.Mismatch));

        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_AnErrorInsteadOfTheFile_IsAnApiException([Values] Way way, [Values] bool unknownPath)
    {
        var error = FakeResponse.Error(200, """{"code":"INVALID_REQUEST","message":"the token has expired"}""", "text/plain");
        var platform = unknownPath ? new BillPlatform { File = error, DownloadUrl = UnknownPath } : new BillPlatform { File = error };
        using var client = platform.Start().CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.DownloadBillAsync(client, BillPath)))!.Code,
            Is.EqualTo("INVALID_REQUEST"));

        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_Unsigned_IsRejectedBeforeSending([Values] Way way)
    {
        var platform = new BillPlatform().Start();
        using var client = platform.CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<ArgumentException>(() => way.DownloadBillAsync(client, BillPath, new { unsigned = true })))!.Message,
            Does.Contain("'unsigned'"));

        Assert.That(platform.Requests, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_AForeignHost_GetsNoRequest(
        [Values] Way way, [Values("https://evil.example/x?token=secret", "http://api.mch.weixin.qq.com/x?token=secret")] string url)
    {
        var platform = new BillPlatform { DownloadUrl = url }.Start();
        using var client = platform.CreateClient();

        var error = (await Assert.ThrowsAsync<ArgumentException>(() => way.DownloadBillAsync(client, BillPath)))!;

        Assert.That(error.Message, Does.Contain("not one of the platform's hosts").And.Not.Contain("secret"));
        Assert.That(platform.Requests, Has.Count.EqualTo(1));
        Assert.That(_folder.Files, Is.Empty);
    }

    private static byte[] With(byte[] bytes, int altered)
    {
        var copy = bytes.ToArray();
        copy[altered] ^= 1;
        return copy;
    }
}
