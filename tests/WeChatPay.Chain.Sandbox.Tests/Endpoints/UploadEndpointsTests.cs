using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Endpoints;

public sealed class UploadEndpointsTests : OneSandboxTests
{
    private const string Image = "/v3/merchant/media/upload";
    private const string Video = "/v3/merchant/media/video_upload";

    private static readonly byte[] _file = [0x89, 0x50, 0xFF, 0x00, 0x0D, 0x0A, 0x2D, 0x2D, .. "\r\n\r\nname=\"meta\"\r\n"u8];

    private static string Sha256 => Convert.ToHexStringLower(SHA256.HashData(_file));

    [Test]
    public async Task Upload_ThroughClient_ReturnsMediaId([Values(Image, Video)] string path, [Values] bool async)
    {
        using var client = new WeChatPayClient(Merchant.Options);
        var options = new { body = new MediaUpload(_file, "营业执照 \"1\".png") };

        using var response = async ? await client.Chain(path).PostAsync(options) : client.Chain(path).Post(options);

        Assert.That((string)response.Data.media_id, Is.Not.Empty);
    }

    [Test]
    public async Task Upload_SameFileTwice_ReturnsSameMediaId()
    {
        var first = await UploadAsync($$"""{"filename":"a.png","sha256":"{{Sha256}}"}""", _file);
        var again = await UploadAsync($$"""{"sha256":"{{Sha256.ToUpperInvariant()}}","filename":"a.png"}""", _file);
        var other = await UploadAsync(
            $$"""{"filename":"a.png","sha256":"{{Convert.ToHexStringLower(SHA256.HashData("x"u8))}}"}""", "x"u8.ToArray());

        Assert.That(GetMediaId(again), Is.EqualTo(GetMediaId(first)));
        Assert.That(GetMediaId(other), Is.Not.EqualTo(GetMediaId(first)));
    }

    [Test]
    public async Task Upload_FileDiffersFromMeta_ReturnsParameterError([Values(Image, Video)] string path)
    {
        byte[] tampered = [.. _file];
        tampered[^1] ^= 1;

        AssertParameterError(await UploadAsync($$"""{"filename":"a.png","sha256":"{{Sha256}}"}""", tampered, path), "/meta/sha256");
        AssertParameterError(
            await UploadAsync($$"""{"filename":"a.png","sha256":"{{Sha256}}"}""", [.. _file, 0x0D, 0x0A], path), "/meta/sha256");
    }

    [TestCase("""{"filename":"a.png"}""", "/meta/sha256")]
    [TestCase("""{"filename":"a.png","sha256":""}""", "/meta/sha256")]
    [TestCase("""{"filename":"a.png","sha256":1}""", "/meta/sha256")]
    [TestCase("""{"sha256":"0b1c"}""", "/meta/filename")]
    [TestCase("[]", "/meta")]
    [TestCase("{", "/meta")]
    [TestCase("", "/meta")]
    public async Task Upload_InvalidMeta_ReturnsParameterError(string meta, string field) =>
        AssertParameterError(await UploadAsync(meta, _file), field);

    [Test]
    public async Task Upload_FileMissing_ReturnsParameterError()
    {
        AssertParameterError(await UploadAsync($$"""{"filename":"a.png","sha256":"{{Sha256}}"}""", file: null), "/file");
    }

    [Test]
    public async Task Upload_NotMultipart_ReturnsParameterError() => AssertParameterError(await Merchant.PostAsync(Image, "{}"), "/meta");

    private static string? GetMediaId(BareResponse response) => response.Json.GetProperty("media_id").GetString();

    private static void AssertParameterError(BareResponse response, string field)
    {
        Assert.That(response.StatusCode, Is.EqualTo(400));
        Assert.That(response.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(response.Detail.GetProperty("field").GetString(), Is.EqualTo(field));
    }

    private Task<BareResponse> UploadAsync(string meta, byte[]? file, string path = Image)
    {
        var form = new MultipartFormDataContent { { new StringContent(meta, Encoding.UTF8, "application/json"), "meta" } };
        if (file is not null)
        {
            form.Add(new ByteArrayContent(file), "file", "a.png");
        }
        var request = Merchant.CreateRequest(HttpMethod.Post, path, "", $"{Merchant.Authorize(HttpMethod.Post, path, meta)}");
        request.Content = form;
        return Merchant.SendAsync(request);
    }
}
