using System.Text;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Resilience;

internal sealed partial class RetryHandlerTests
{
    private static readonly byte[] _picture = Encoding.ASCII.GetBytes("a picture");

    [Test]
    public async Task Upload_OfAFile_IsReadAgain([Values] Way way, [Values("path", "stream", "bytes")] string kind)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.PathOf("a.png"), _picture);
        await using var file = File.OpenRead(folder.PathOf("a.png"));
        var platform = Platform(FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""), new FakeResponse());
        using var client = Resilient(platform);

        await way.PostAsync(client.Chain("v3/merchant/media/upload"), new
        {
            body = kind switch
            {
                "path" => new MediaUpload(folder.PathOf("a.png")),
                "stream" => new MediaUpload(file, "a.png"),
                _ => new MediaUpload(_picture, "a.png"),
            },
        });

        Assert.That(platform.Requests, Has.Count.EqualTo(2));
        Assert.That(platform.Requests.Select(request => request.Body).Distinct().Single(), Does.Contain("\r\n\r\na picture\r\n--"));
    }

    [Test]
    public async Task Post_AStreamThatCannotBeReadTwice_IsRetriedWithTheSignedBytes([Values] Way way)
    {
        using var stream = OnceOnly("""{"a":1}""");
        var platform = Platform(FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""), new FakeResponse());
        using var client = Resilient(platform);

        await way.PostAsync(client.Chain("v3/x"), new { body = stream });

        Assert.That(platform.Requests.Select(request => request.Body), Is.EqualTo(["""{"a":1}""", """{"a":1}"""]));
        Assert.That(platform.Requests.Select(request => request.IsSigned()), Is.All.True);
    }

    [Test]
    public async Task PostOfApiV2_AConsumedStream_IsNotRetried([Values] Way way)
    {
        using var stream = OnceOnly("<xml/>");
        var platform = Platform(FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""), new FakeResponse());
        using var client = Resilient(platform);

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            way.PostAsync(client.Chain("v2/secapi/mch/uploadmedia"), new { body = stream })))!;

        Assert.That((failure.StatusCode, platform.Requests.Count), Is.EqualTo((503, 1)));
    }

    [Test]
    public async Task PostOfApiV2_AnUnreadStream_IsSentOnTheNextConnection([Values] Way way)
    {
        using var stream = OnceOnly("<xml/>");
        var bodies = new List<string>();
        using var handler = new StubHandler(message =>
        {
            bodies.Add(bodies.Count == 0 ? "" : Read(message.Content!));
            return bodies.Count == 1
                ? throw new HttpRequestException(HttpRequestError.ConnectionError)
                : V2Message.Success().ToResponse().ToMessage(_clock);
        });
        using var client = handler.CreateClient(options => (options.TimeProvider, options.Resilience) = (_clock, new ResilienceOptions()));

        await way.PostAsync(client.Chain("v2/secapi/mch/submchmanage"), new { body = stream });

        Assert.That(bodies, Is.EqualTo(["", "<xml/>"]));
    }

    [Test]
    public async Task PostOfApiV2_ABusyBank_IsRetriedWithTheSameFields([Values] Way way)
    {
        var platform = new FakePlatform(
            Script.Of(ErrorResponse("SYSTEMERROR"), ErrorResponse("BANKERROR"), V2Message.Success().Signed().ToResponse()), _clock);
        using var client = Resilient(platform);

        await way.PostAsync(client.Chain("v2/pay/micropay"), new { xml = new { mch_id = Merchant.Id, out_trade_no = "A1" } });

        Assert.That(platform.Requests, Has.Count.EqualTo(3));
        Assert.That(platform.Requests.Select(request => request.Body).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase("USERPAYING")]
    [TestCase("ORDERPAID")]
    public async Task PostOfApiV2_AnyOtherError_IsNotRetried(string code)
    {
        var platform = new FakePlatform(ErrorResponse(code), _clock);
        using var client = Resilient(platform);

        await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            client.Chain("v2/pay/micropay").PostAsync(new { xml = new { mch_id = Merchant.Id } }));

        Assert.That(platform.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Get_AStreamWithAPartOfTheResponse_ReceivesNoOtherResponse([Values] Way way)
    {
        var sent = 0;
        using var client = Breaking(() => sent++);
        using var sink = new MemoryStream();

        await Assert.ThrowsAsync<HttpRequestException>(() => way.GetAsync(client.Chain("v3/billdownload/file"), new { sink }));

        Assert.That(sent, Is.EqualTo(1));
        Assert.That(sink.ToArray(), Is.EqualTo(new byte[3]));
    }

    [Test]
    public async Task Get_AFileWithAPartOfTheResponse_StartsOver([Values] Way way)
    {
        using var folder = new TemporaryFolder();
        var sent = 0;
        using var client = Breaking(() => sent++);

        await way.GetAsync(client.Chain("v3/billdownload/file"), new { sink = folder.PathOf("bill.csv") });

        Assert.That(sent, Is.EqualTo(2));
        Assert.That(await File.ReadAllTextAsync(folder.PathOf("bill.csv")), Is.EqualTo("whole"));
        Assert.That(folder.Files, Is.EqualTo(["bill.csv"]));
    }

    [Test]
    public async Task Get_AStreamThatWaitsForTheSignature_ReceivesTheWholeResponseOnce([Values] Way way)
    {
        var sent = 0;
        using var client = Breaking(() => sent++);
        using var sink = new MemoryStream();

        await way.GetAsync(client.Chain("v3/x"), new { sink });

        Assert.That((sent, Encoding.ASCII.GetString(sink.ToArray())), Is.EqualTo((2, "whole")));
    }

    /// <summary>Breaks off after three bytes the first time, then returns the whole response.</summary>
    private WeChatPayClient Breaking(Func<int> count) => new StubHandler(_ =>
    {
        var first = count() == 0;
        var message = new FakeResponse { Body = "whole"u8.ToArray() }.ToMessage(_clock);
        var reads = 0;
        message.Content = first
            ? new StreamContent(new GeneratedBody(_ => reads++ == 0 ? 3 : throw new IOException("The connection was reset.")))
            : message.Content;
        return message;
    }).CreateClient(options => (options.TimeProvider, options.Resilience) = (_clock, new ResilienceOptions()));

    private static FakeResponse ErrorResponse(string code) =>
        V2Message.Success(("result_code", "FAIL"), ("err_code", code)).Signed().ToResponse();

    private static GeneratedBody OnceOnly(string text)
    {
        var left = Encoding.UTF8.GetBytes(text).AsMemory();
        return new GeneratedBody(buffer =>
        {
            var count = Math.Min(buffer.Length, left.Length);
            left[..count].CopyTo(buffer);
            left = left[count..];
            return count;
        });
    }

    private static string Read(HttpContent content)
    {
        using var buffer = new MemoryStream();
        content.CopyTo(buffer, null, CancellationToken.None);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
