using System.Globalization;
using WeChatPay.Chain.Bodies;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.Bodies;

/// <summary>Unverified data costs little memory.</summary>
internal sealed class FloodTests
{
    private const int Mega = 1024 * 1024;

    [Test]
    public async Task Read_ALengthThatIsOnlyAnnounced_IsNotAllocated([Values] Way way)
    {
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(LoopbackServer.Wire(new FakeResponse { Body = [(byte)'x'] }, announced: 63 * Mega), stop);
            stream.Close();
        }).Start();
        using var client = server.CreateClient();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x")));

        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(30 * Mega), "Other tests allocate meanwhile.");
    }

    [Test]
    public async Task Read_AnErrorThatDecompressesToMuch_IsRejected([Values] Way way, [Values("gzip", "deflate", "br")] string encoding)
    {
        var packed = Packed.With(encoding, new byte[16 * Mega]);
        using var client = new StubHandler(_ =>
        {
            var message = new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new ByteArrayContent(packed) };
            message.Content.Headers.ContentEncoding.Add(encoding);
            return message;
        }).CreateClient();

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ConfigurationLimitExceeded));
        Assert.That(failure.Message, Does.Contain("larger than 1024 KiB"));
    }

    [TestCase(400, BodyReader.MaxUnverifiedBytes, true)]
    [TestCase(400, BodyReader.MaxUnverifiedBytes + 1, false)]
    [TestCase(503, BodyReader.MaxUnverifiedBytes + 1, false)]
    public void Read_AnErrorOfThisSize_IsReadOrNot(int status, int size, bool isRead)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = new FakePlatform(FakeResponse.Error(status, new string(' ', size))).CreateClient();

            Assert.That(
                () => way.PostAsync(client.Chain("v3/x")),
                isRead ? Throws.TypeOf<WeChatPayApiException>() : Throws.TypeOf<HttpRequestException>());
        }
    }

    [Test]
    public async Task Read_XmlBeforeItIsVerified_IsSmall(
        [Values] Way way, [Values("pay/orderquery", "payitil/report", "pay/downloadbill")] string path)
    {
        using var client = new FakePlatform(V2Message.OfXml($"<xml>{new string(' ', BodyReader.MaxUnverifiedBytes)}</xml>")).CreateClient();

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            way.PostAsync(client.Chain($"v2/{path}"), new { xml = new { mch_id = Merchant.Id } }));
    }

    [Test]
    public async Task Read_AListOfCertificatesBeforeItIsVerified_IsSmall([Values] Way way)
    {
        var platform = new CertificatePlatform();
        platform.Certificates.Add(new { serial_no = new string('A', BodyReader.MaxUnverifiedBytes) });
        using var client = platform.CreateClient();

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.InnerException, Is.TypeOf<HttpRequestException>().With.Message.Contains("larger than 1024 KiB"));
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task Read_ASinkThatWouldReceiveTooMuch_IsRejected(string encoding)
    {
        var packed = Packed.With(encoding, new byte[3 * Mega]);
        foreach (var way in Enum.GetValues<Way>())
        {
            using var folder = new TemporaryFolder();
            using var client = new StubHandler(_ =>
            {
                var message = new HttpResponseMessage { Content = new ByteArrayContent(packed) };
                message.Content.Headers.ContentEncoding.Add(encoding);
                return message;
            }).CreateClient(options => options.MaxDownloadSize = 2 * Mega);

            var failure = (await Assert.ThrowsAsync<HttpRequestException>(() =>
                way.GetAsync(client.Chain("v3/billdownload/file"), new { sink = folder.PathOf("bill") })))!;

            Assert.That(
                failure.Message,
                Does.Contain(string.Create(CultureInfo.InvariantCulture, $"{2 * Mega} bytes that WeChatPayClientOptions.MaxDownloadSize")));
            Assert.That(Directory.GetFiles(folder.FullName), Is.Empty);
        }
    }

    [Test]
    public void Message_OfFiveMillionCharacters_IsShortAndOnOneLine([Values("code", "message", "field")] string where)
    {
        var text = string.Concat(Enumerable.Repeat("a\n\u001b[2J\u202e\u2028", 100_000));
        var value = System.Text.Json.JsonEncodedText.Encode(text);
        var json = where == "field" ? $"{{\"code\":\"X\",\"detail\":{{\"field\":\"{value}\"}}}}" : $"{{\"{where}\":\"{value}\"}}";
        using var client = new FakePlatform(FakeResponse.Error(400, json.Length > BodyReader.MaxUnverifiedBytes ? json.Replace(
            value.ToString(), value.ToString()[..500_000] + "a", StringComparison.Ordinal) : json)).CreateClient();

        var failure = Assert.Throws<WeChatPayApiException>(() => client.Chain("v3/x").Post())!;

        Assert.That(failure.Message, Has.Length.LessThan(700));
        Assert.That(failure.Message.Where(character => char.IsControl(character) || character is '\u202e' or '\u2028'), Is.Empty);
    }

    [TestCase("plain 中文 {a}", ExpectedResult = "plain 中文 {a}")]
    [TestCase("a\r\nb\tc", ExpectedResult = "a  b c")]
    [TestCase("\u001b[31mred", ExpectedResult = " [31mred")]
    [TestCase("a\u202eb\u2066c\u200fd\ufeffe", ExpectedResult = "a b c d e")]
    [TestCase("a\u2028b\u0085c", ExpectedResult = "a b c")]
    [TestCase("😀", ExpectedResult = "😀")]
    public string Of_Text_IsPlain(string text) => DisplayText.From(text);

    // The compiler would replace it in the argument of an attribute.
    [Test]
    public void From_AnUnpairedSurrogate_IsReplaced() => Assert.That(DisplayText.From($"a{'\ud83d'}b"), Is.EqualTo("a\ufffdb"));

    [Test]
    public void From_LongText_IsCut() =>
        Assert.That(DisplayText.From(new string('x', 5_000_000)), Has.Length.LessThan(310).And.EndsWith("…"));
}
