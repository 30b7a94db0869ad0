using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Bills;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bills;

/// <summary>Encrypted bills: which are decrypted, and which are rejected.</summary>
internal sealed class EncryptedBillTests : IDisposable
{
    private static readonly byte[] _csv = BillPlatform.Csv[..3000];

    private readonly TemporaryFolder _folder = new();

    private string BillPath => _folder.PathOf("bill.csv");

    private static IEnumerable<TestCaseData> Tampered()
    {
        yield return Case("Tag", body => Altered(body, body.Length - 1));
        yield return Case("FirstByte", body => Altered(body, 0));
        yield return Case("LastByte", body => Altered(body, body.Length - 17));
        yield return Case("Cut", body => body[..^1]);
        yield return Case("CutByItsTag", body => body[..^16]);
        yield return Case("CutInside", body => [.. body[..100], .. body[116..]]);
        yield return Case("Longer", body => [.. body, 0]);
        yield return Case("ShorterThanATag", body => body[..15]);
        yield return Case("Empty", _ => []);
        yield return Case("Plain", _ => _csv);
        yield return Case("Base64", body => Encoding.ASCII.GetBytes(Convert.ToBase64String(body)));

        static TestCaseData Case(string name, Func<byte[], byte[]> alter) => new TestCaseData(alter).SetArgDisplayNames(name);
    }

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Download_AnEncryptedBill_IsPlain(
        [Values] Way way,
        [Values] bool gzipped,
        [Values("a8607ef79034", "a8607ef79034c49c", "5K8264ILTKCH16CQ2502SI8ZNMTM67VS")] string nonce)
    {
        using var client = Platform(gzipped, nonce).Start().CreateClient();

        await DownloadAsync(way, client, BillPath);

        Assert.That(await File.ReadAllBytesAsync(BillPath), Is.EqualTo(_csv));
        Assert.That(_folder.Files, Is.EqualTo(["bill.csv"]));
    }

    [Test]
    public async Task Download_ManyFiles_AreConcatenatedInOrder([Values] Way way, [Values] bool gzipped)
    {
        var progress = new Reported();
        using var target = new MemoryStream();
        var platform = new EncryptedBillPlatform
        {
            Alter = response => ((List<Dictionary<string, object?>>)response["download_bill_list"]!).Reverse()
        };
        byte[][] parts = [_csv[..1000], _csv[1000..1001], _csv[1001..]];
        foreach (var part in parts)
        {
            platform.With(gzipped ? Packed.With("gzip", part) : part, part);
        }
        using var client = platform.Start().CreateClient();

        await DownloadAsync(way, client, target, progress);

        Assert.That(target.ToArray(), Is.EqualTo(_csv));
        Assert.That(progress.Values, Is.Ordered.Ascending);
        Assert.That(progress.Values[^1], Is.EqualTo(_csv.Length));
    }

    [Test]
    public async Task Open_AnEncryptedBill_IsReadByRows([Values] Way way)
    {
        using var client = Platform(gzipped: true).Start().CreateClient();

        using var bill = way == Way.Async
            ? await client.OpenBillAsync(EncryptedBillPlatform.Template)
            : client.OpenBill(EncryptedBillPlatform.Template);

        Assert.That(bill.ReadRows().First()["商户订单号"], Is.EqualTo("order-0"));
        Assert.That(bill.Length, Is.EqualTo(_csv.Length));
    }

    [Test]
    public async Task Download_AListWithoutEncryption_IsConcatenatedToo([Values] Way way)
    {
        using var client = new EncryptedBillPlatform()
            .With(_csv, alter: _ => _csv, alterTicket: ticket => ticket.Remove("encrypt_key"))
            .Start()
            .CreateClient();

        await DownloadAsync(way, client, BillPath);

        Assert.That(await File.ReadAllBytesAsync(BillPath), Is.EqualTo(_csv));
    }

    [TestCaseSource(nameof(Tampered))]
    public async Task Download_ATamperedFile_CannotBeDecryptedAndLeavesNothing(Func<byte[], byte[]> alter)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            await File.WriteAllTextAsync(_folder.PathOf("kept.csv"), "yesterday's");
            using var client = new EncryptedBillPlatform().With(_csv[..500]).With(_csv, alter: alter).Start().CreateClient();
            using var target = new MemoryStream();

            foreach (var attempt in new Func<Task>[]
            {
                () => DownloadAsync(way, client, BillPath),
                () => DownloadAsync(way, client, _folder.PathOf("kept.csv")),
                () => DownloadAsync(way, client, target),
                async () => (way == Way.Async
                    ? await client.OpenBillAsync(EncryptedBillPlatform.Template)
                    : client.OpenBill(EncryptedBillPlatform.Template)).Dispose(),
            })
            {
                var error = (await Assert.ThrowsAsync<WeChatPayDecryptionException>(() => attempt()))!;
                Assert.That(
                    error.Message,
                    Does.StartWith($"The encrypted bill of GET {EncryptedBillPlatform.Template} cannot be decrypted")
                        .And.Contain("Nothing was saved"));
                Assert.That(error.OutcomeUnknown, Is.False);
            }
            Assert.That(_folder.Files, Is.EqualTo(["kept.csv"]));
            Assert.That(await File.ReadAllTextAsync(_folder.PathOf("kept.csv")), Is.EqualTo("yesterday's"));
            Assert.That(target.Length, Is.Zero);
        }
    }

    [TestCase("a8607ef79034c49d")]
    [TestCase("a8607ef79034c49")]
    [TestCase("a8607ef79034")]
    public async Task Download_AnotherNonce_CannotBeDecrypted(string nonce)
    {
        using var client = new EncryptedBillPlatform().With(_csv, alterTicket: ticket => ticket["nonce"] = nonce).Start().CreateClient();

        await Assert.ThrowsAsync<WeChatPayDecryptionException>(() => client.DownloadBillAsync(EncryptedBillPlatform.Template, BillPath));
        Assert.That(_folder.Files, Is.Empty);
    }

    [TestCase(31, "a key of 31 bytes")]
    [TestCase(0, "a key of 0 bytes")]
    [TestCase(16, "WeChatPay.Chain.ShangMi")]
    public async Task Download_AKeyOfAnotherLength_IsRejectedBeforeTheDownload(int length, string expected)
    {
        var platform = new EncryptedBillPlatform()
            .With(_csv, alterTicket: ticket => ticket["encrypt_key"] = Encrypted(new byte[length], Merchant.Key))
            .Start();
        using var client = platform.CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPayDecryptionException>(() =>
            client.DownloadBillAsync(EncryptedBillPlatform.Template, BillPath)))!;

        Assert.That(error.Message, Does.Contain(expected));
        Assert.That(platform.Requests, Has.Count.EqualTo(1));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task Download_AKeyForAnotherMerchant_IsRejectedBeforeTheDownload([Values] bool text)
    {
        var key = text ? "not base64!" : Encrypted(new byte[32], Merchant.PlatformKey);
        var platform = new EncryptedBillPlatform().With(_csv, alterTicket: ticket => ticket["encrypt_key"] = key).Start();
        using var client = platform.CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPayDecryptionException>(() =>
            client.DownloadBillAsync(EncryptedBillPlatform.Template, BillPath)))!;

        Assert.That(error.Message, Does.Contain("MerchantPrivateKey cannot decrypt"));
        Assert.That(error.OutcomeUnknown, Is.False);
        Assert.That(platform.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Download_AKeyOfAnotherFile_CannotBeDecrypted()
    {
        using var client = new EncryptedBillPlatform()
            .With(_csv, alterTicket: ticket => ticket["encrypt_key"] = Encrypted(new byte[32], Merchant.Key))
            .Start()
            .CreateClient();

        await Assert.ThrowsAsync<WeChatPayDecryptionException>(() => client.DownloadBillAsync(EncryptedBillPlatform.Template, BillPath));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task Download_AnAuthenticFileOfAnotherDigest_IsAMismatch([Values] Way way)
    {
        using var client = new EncryptedBillPlatform().With(_csv, _csv[..^1]).Start().CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => DownloadAsync(way, client, BillPath)))!.Reason,
            Is.EqualTo(SignatureFailure.Mismatch));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task Download_AnAuthenticFileWithADamagedGzip_IsAMismatch([Values] Way way)
    {
        using var client = new EncryptedBillPlatform().With(Packed.With("gzip", _csv)[..^9], _csv).Start().CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => DownloadAsync(way, client, BillPath)))!.Message,
            Does.Contain("cannot be decompressed"));
        Assert.That(_folder.Files, Is.Empty);
    }

    [TestCase("missing")]
    [TestCase("twice")]
    [TestCase("from zero")]
    [TestCase("count")]
    [TestCase("none")]
    [TestCase("no list")]
    public async Task Download_AnIncompleteList_IsRejectedBeforeTheDownload(string what)
    {
        var platform = new EncryptedBillPlatform
        {
            Alter = response =>
            {
                var list = (List<Dictionary<string, object?>>)response["download_bill_list"]!;
                switch (what)
                {
                    case "missing":
                        list[1].Remove("bill_sequence");
                        break;
                    case "twice":
                        list[1]["bill_sequence"] = 1;
                        break;
                    case "from zero":
                        list[1]["bill_sequence"] = 0;
                        break;
                    case "count":
                        response["download_bill_count"] = 3;
                        break;
                    case "none":
                        (response["download_bill_list"], response["download_bill_count"]) = (Array.Empty<string>(), 0);
                        break;
                    default:
                        response.Remove("download_bill_list");
                        break;
                }
            },
        }.With(_csv).With(_csv).Start();
        using var client = platform.CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            client.DownloadBillAsync(EncryptedBillPlatform.Template, BillPath)))!;

        Assert.That(error.Reason, Is.EqualTo(SignatureFailure.Malformed));
        Assert.That(platform.Requests, Has.Count.EqualTo(1));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task Download_EncryptedWithoutANonce_SaysSo()
    {
        using var client = new EncryptedBillPlatform().With(_csv, alterTicket: ticket => ticket["nonce"] = "").Start().CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
                client.DownloadBillAsync(EncryptedBillPlatform.Template, BillPath)))!.Message,
            Does.Contain("'nonce'"));
    }

    [Test]
    public async Task Download_WithoutAPrivateKey_SaysWhatToSet()
    {
        using var client = Platform(gzipped: false).Start().CreateClient(options =>
        {
            options.RequestSigner = new RemoteSigner();
            options.MerchantPrivateKey = null!;
        });

        Assert.That(
            (await Assert.ThrowsAsync<InvalidOperationException>(() =>
                client.DownloadBillAsync(EncryptedBillPlatform.Template, BillPath)))!.Message,
            Does.StartWith("An encrypted bill").And.Contain("MerchantPrivateKey"));
    }

    [Test]
    public async Task Download_MoreThanIsAllowed_LeavesNothing([Values] Way way)
    {
        using var client = new EncryptedBillPlatform().With(_csv).With(_csv).Start().CreateClient(
            options => options.MaxDownloadSize = (_csv.Length * 2) - 1);

        Assert.That(
            (await Assert.ThrowsAsync<HttpRequestException>(() => DownloadAsync(way, client, BillPath)))!.HttpRequestError,
            Is.EqualTo(HttpRequestError.ConfigurationLimitExceeded));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task Receive_Again_StartsOver([Values] Way way)
    {
        var ticket = new BillTicket(
            System.Text.Json.JsonSerializer.SerializeToElement(
                new { download_url = "x", hash_type = "SHA1", hash_value = "x", encrypt_key = "x", nonce = "0123456789ab" }),
            new AlgorithmSet([]),
            "v3/x",
            null);
        var key = RandomNumberGenerator.GetBytes(32);
        using var target = new MemoryStream();
        using var bill = new EncryptedBill(ticket, [.. key]);
        using var digest = ticket.CreateDigest();
        var writer = new BillWriter(target, digest, null);

        foreach (var body in new[] { new byte[100_000], Crypto.ReferenceGcm.Seal(key, "0123456789ab"u8.ToArray(), "bill"u8.ToArray()) })
        {
            await bill.ReceiveAsync(
                new MemoryStream(body), isGzip: false, long.MaxValue, isAsync: way == Way.Async, CancellationToken.None);
        }
        await bill.OpenAsync(writer, isAsync: way == Way.Async, CancellationToken.None);

        Assert.That(target.ToArray(), Is.EqualTo("bill"u8.ToArray()));
    }

    private static EncryptedBillPlatform Platform(bool gzipped, string nonce = "a8607ef79034c49c") =>
        new EncryptedBillPlatform().With(gzipped ? Packed.With("gzip", _csv) : _csv, _csv, nonce);

    private static Task DownloadAsync(Way way, WeChatPayClient client, string path) =>
        way == Way.Async
            ? client.DownloadBillAsync(EncryptedBillPlatform.Template, path)
            : Run(() => client.DownloadBill(EncryptedBillPlatform.Template, path));

    private static Task DownloadAsync(Way way, WeChatPayClient client, Stream target, IProgress<long>? progress = null) => way == Way.Async
        ? client.DownloadBillAsync(EncryptedBillPlatform.Template, target, progress: progress)
        : Run(() => client.DownloadBill(EncryptedBillPlatform.Template, target, progress: progress));

    private static Task Run(Action call)
    {
        call();
        return Task.CompletedTask;
    }

    private static string Encrypted(byte[] key, RSA publicKey) =>
        Convert.ToBase64String(publicKey.Encrypt(key, RSAEncryptionPadding.OaepSHA1));

    private static byte[] Altered(byte[] bytes, int index)
    {
        var copy = bytes.ToArray();
        copy[index] ^= 1;
        return copy;
    }
}
