using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Media;

internal sealed partial class MediaUploadTests : IDisposable
{
    // sha256 of the three bytes, as `printf '\1\2\3' | sha256sum` prints it.
    private const string Sha256OfTheFile = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";

    private static readonly byte[] _file = [1, 2, 3];

    private readonly FakePlatform _platform = new();
    private readonly WeChatPayClient _client;
    private readonly TemporaryFolder _folder = new();

    public MediaUploadTests() => _client = _platform.CreateClient();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Body_OfAnUpload_IsMetaThenFileByteForByte([Values] Way way)
    {
        await SendAsync(way, new MediaUpload(_file, "license.png"));

        var meta = $$"""{"filename":"license.png","sha256":"{{Sha256OfTheFile}}"}""";
        Assert.That(_platform.Request.BodyBytes, Is.EqualTo(Expected(meta, "license.png", "image/png", _file)));
        Assert.That(_platform.Request.Headers["Content-Type"], Is.EqualTo($"multipart/form-data; boundary={Boundary}"));
    }

    [Test]
    public async Task Signature_OfAnUpload_CoversTheMetaAndNotTheFile([Values] Way way)
    {
        await SendAsync(way, new MediaUpload(_file, "license.png"));

        Assert.That(_platform.Request.IsSigned($$"""{"filename":"license.png","sha256":"{{Sha256OfTheFile}}"}"""));
        Assert.That(_platform.Request.IsSigned(), Is.False);
    }

    [Test]
    public void Upload_OfEachSource_SaysWhatItHolds()
    {
        using var stream = new MemoryStream(_file);
        MediaUpload[] uploads = [new(_file, "a.png"), new(stream, "a.png"), new(Write("a.png")), new($"file://{Write("a.png")}")];

        Assert.That(uploads.Select(upload => upload.FileName), Is.All.EqualTo("a.png"));
        Assert.That(uploads.Select(upload => upload.Length), Is.All.EqualTo(3));
        Assert.That(uploads.Select(upload => upload.Sha256), Is.All.EqualTo(Sha256OfTheFile));
        Assert.That(uploads.Select(upload => upload.ToString()), Is.All.EqualTo("a.png (3 bytes)"));
    }

    [Test]
    public async Task Upload_OfAFile_IsSentUnderItsName([Values] Way way)
    {
        await SendAsync(way, new MediaUpload(Write("营业 执照.jpg")));

        Assert.That(MetaOf(_platform.Request).GetProperty("filename").GetString(), Is.EqualTo("营业 执照.jpg"));
        Assert.That(_platform.Request.Body, Does.Contain("filename=\"营业 执照.jpg\"\r\nContent-Type: image/jpeg\r\n"));
    }

    [Test]
    public void Upload_OfAFileUrl_ReadsTheNameThatItEncodes()
    {
        var upload = new MediaUpload(new Uri(Write("营业 执照.jpg")).AbsoluteUri);

        Assert.That(upload.FileName, Is.EqualTo("营业 执照.jpg"));
    }

    [Test]
    public async Task Upload_SentTwice_IsTheSameFileBothTimes(
        [Values] Way way, [Values("bytes", "stream", "file", "one way")] string source)
    {
        using var seekable = new MemoryStream(_file);
        using var oneWay = new OneWayStream(_file);
        var upload = source switch
        {
            "bytes" => new MediaUpload(_file, "a.png"),
            "stream" => new MediaUpload(seekable, "a.png"),
            "file" => new MediaUpload(Write("a.png")),
            _ => new MediaUpload(oneWay, "a.png"),
        };

        await SendAsync(way, upload);
        await SendAsync(way, upload);

        Assert.That(_platform.Requests.Select(request => FileOf(request)), Is.All.EqualTo(_file));
        Assert.That(
            _platform.Requests.Select(request => request.IsSigned(MetaOf(request).GetRawText())), Is.EqualTo(Enumerable.Repeat(true, 2)));
    }

    [Test]
    public async Task Upload_OfAStream_BeginsAtItsPositionAndLeavesItOpen([Values] Way way)
    {
        using var stream = new MemoryStream([9, 9, .. _file]) { Position = 2 };

        await SendAsync(way, new MediaUpload(stream, "a.png"));

        Assert.That(FileOf(_platform.Request), Is.EqualTo(_file));
        Assert.That(MetaOf(_platform.Request).GetProperty("sha256").GetString(), Is.EqualTo(Sha256OfTheFile));
        Assert.That(stream.CanRead, "The stream is the caller's.");
    }

    [Test]
    public async Task Upload_OfABigFile_IsSentWhole([Values] Way way)
    {
        var file = RandomNumberGenerator.GetBytes(3_000_000);

        await SendAsync(way, new MediaUpload(file, "video.mp4"));

        Assert.That(FileOf(_platform.Request).AsSpan().SequenceEqual(file));
    }

    [Test]
    public async Task Content_OfAnUpload_KnowsItsLengthBeforeItIsRead()
    {
        using var content = new MediaUpload(_file, "执照.png").CreateContent(JsonBody.Write);

        Assert.That(content.Headers.ContentLength, Is.EqualTo((await content.ReadAsByteArrayAsync()).Length));
    }

    [Test]
    public async Task Content_InATrimmedProgram_HasTheUsualMeta()
    {
        using var content = new MediaUpload(_file, "a.png").CreateContent(meta => JsonBody.Write(meta, fields: null, isTrimmed: true));

        Assert.That(await content.ReadAsStringAsync(), Does.Contain($$"""{"filename":"a.png","sha256":"{{Sha256OfTheFile}}"}"""));
    }

    [Test]
    public async Task Upload_WithAJsonNode_HasItAsMeta([Values("bytes", "stream", "file")] string source)
    {
        using var stream = new MemoryStream(_file);
        var meta = new JsonObject { ["a"] = 1.10m };
        var upload = source switch
        {
            "bytes" => new MediaUpload(_file, "a.png", meta),
            "stream" => new MediaUpload(stream, "a.png", meta),
            _ => new MediaUpload(Write("a.png"), meta),
        };

        await SendAsync(Way.Async, upload);

        Assert.That(MetaOf(_platform.Request).GetRawText(), Is.EqualTo("""{"a":1.10}"""));
    }

    [Test]
    public async Task Upload_OfAnEmptyFile_IsSent([Values] Way way)
    {
        await SendAsync(way, new MediaUpload([], "empty.csv"));

        Assert.That(FileOf(_platform.Request), Is.Empty);
    }

    [Test]
    public async Task Meta_OfTheCallers_IsSentAndSignedAsItIs([Values] Way way)
    {
        var upload = new MediaUpload(_file, "a.pdf", new { bank_type = "LQT", file_digest = "中 \"文\"", sha256 = (string?)null });

        await SendAsync(way, upload);

        const string Meta = """{"bank_type":"LQT","file_digest":"中 \"文\"","sha256":null}""";
        Assert.That(_platform.Request.BodyBytes, Is.EqualTo(Expected(Meta, "a.pdf", "application/pdf", _file)));
        Assert.That(_platform.Request.IsSigned(Meta));
    }

    private string Boundary => _platform.Request.Headers["Content-Type"].Split("boundary=")[1];

    private Task<WeChatPayResponse> SendAsync(Way way, MediaUpload upload) =>
        way.PostAsync(_client.Chain("v3/merchant/media/upload"), new { body = upload });

    private string Write(string name)
    {
        File.WriteAllBytes(_folder.PathOf(name), _file);
        return _folder.PathOf(name);
    }

    private byte[] Expected(string meta, string fileName, string contentType, byte[] file) =>
    [
        .. Encoding.UTF8.GetBytes(
            $"--{Boundary}\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{meta}\r\n"
            + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; "
            + $"filename=\"{fileName}\"\r\nContent-Type: {contentType}\r\n\r\n"),
        .. file,
        .. Encoding.UTF8.GetBytes($"\r\n--{Boundary}--\r\n"),
    ];

    private static JsonElement MetaOf(ReceivedRequest request) => JsonElement.Parse(request.Body.Split("\r\n\r\n")[1].Split("\r\n--")[0]);

    private static byte[] FileOf(ReceivedRequest request)
    {
        var start = request.BodyBytes.AsSpan().LastIndexOf("Content-Type: "u8);
        var body = request.BodyBytes.AsSpan(start);
        body = body[(body.IndexOf("\r\n\r\n"u8) + 4)..];
        return body[..body.LastIndexOf("\r\n--"u8)].ToArray();
    }

    /// <summary>Can be read once, forwards.</summary>
    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
    }
}
