using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Signing;

public sealed class MultipartMetaTests : OneSandboxTests
{
    // Not a built-in endpoint, so a correctly signed upload is not found.
    private const string Target = "/v3/marketing/favor/media/image-upload";
    private const string Meta = """{"filename":"执照.png","sha256":"0b1c"}""";
    private const string MetaPart = "Content-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n" + Meta;
    private const string FileHead = "Content-Disposition: form-data; name=\"file\"; filename=\"执照.png\"\r\nContent-Type: image/png\r\n\r\n";

    // Bytes that are not text, line ends, and text that looks like a boundary or like the signed part.
    private static readonly byte[] _file =
    [
        0x89, 0x50, 0xFF, 0xFE, 0x00, 0x0D, 0x0A, 0x2D, 0x2D, .. "\r\n\r\nname=\"meta\"\r\n\r\n{}\r\n"u8
    ];

    [Test]
    public async Task GetSignedBytes_UploadSignedOverMeta_IsAccepted()
    {
        var response = await UploadAsync(Meta, [Utf8(MetaPart), [.. Utf8(FileHead), .. _file]]);

        Assert.That(response.Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
        Assert.That(Sandbox.Requests.Where(request => request.BodyBytes.AsSpan().IndexOf(_file) > 0), Is.Not.Empty);
    }

    [Test]
    public async Task GetSignedBytes_FileFirst_IsAccepted()
    {
        var response = await UploadAsync(Meta, [[.. Utf8(FileHead), .. _file], Utf8(MetaPart)]);

        Assert.That(response.Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
    }

    [Test]
    public async Task GetSignedBytes_OtherFile_IsNotCovered()
    {
        var response = await UploadAsync(Meta, [Utf8(MetaPart), Utf8(FileHead + "another file")]);

        Assert.That(response.Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
    }

    [TestCase("form-data; name=meta")]
    [TestCase("form-data;name=\"meta\"")]
    [TestCase("form-data; name=\"meta\"; filename=\"meta.json\"")]
    [TestCase("form-data; filename=\"file\"; name=\"meta\"")]
    public async Task GetSignedBytes_NameWrittenDifferently_IsAccepted(string disposition)
    {
        var response = await UploadAsync(
            Meta, [Utf8($"content-type: application/json\r\ncontent-disposition: {disposition}\r\n\r\n{Meta}"), Utf8(FileHead + "x")]);

        Assert.That(response.Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
    }

    [Test]
    public async Task GetSignedBytes_MultipartFormDataContent_IsAccepted()
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(Meta, Encoding.UTF8, "application/json"), "meta" },
            { new ByteArrayContent(_file), "file", "license.png" },
        };
        var request = Merchant.CreateRequest(HttpMethod.Post, Target, "", $"{Merchant.Authorize(HttpMethod.Post, Target, Meta)}");
        request.Content = content;

        var response = await Merchant.SendAsync(request);

        Assert.That(response.Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
    }

    [Test]
    public async Task GetSignedBytes_TamperedMeta_IsRejected()
    {
        var response = await UploadAsync(Meta, [Utf8(MetaPart.Replace("0b1c", "0b1d", StringComparison.Ordinal)), Utf8(FileHead + "x")]);

        AssertSignError(response, Utf8(Meta).Length);
    }

    [Test]
    public async Task GetSignedBytes_LineFeedAddedToMeta_IsRejected()
    {
        var response = await UploadAsync(Meta, [Utf8(MetaPart + "\r\n"), Utf8(FileHead + "x")]);

        AssertSignError(response, Utf8(Meta).Length + 2);
    }

    [TestCase("form-data; name=\"file\"; filename=\"meta\"", Meta)]
    [TestCase("form-data; name=\"metadata\"", Meta)]
    [TestCase("form-data; name=\"Meta\"", Meta)]
    [TestCase("form-data; nickname=\"meta\"", Meta)]
    [TestCase("form-data; name=\"file\"; filename=\"meta\"", "")]
    public async Task GetSignedBytes_MetaMissing_IsRejected(string disposition, string signedText)
    {
        var response = await UploadAsync(signedText, [Utf8($"Content-Disposition: {disposition}\r\n\r\n{Meta}")]);

        Assert.That(response.Code, Is.EqualTo("SIGN_ERROR"));
        Assert.That(response.Detail.GetProperty("issue").GetString(), Does.Contain("'meta'"));
    }

    [Test]
    public async Task GetSignedBytes_UploadSignedOverWholeBody_IsRejected()
    {
        var body = $"--b\r\n{MetaPart}\r\n--b--\r\n";

        var response = await SendAsync(body, Utf8(body), "multipart/form-data; boundary=b");

        AssertSignError(response, Utf8(Meta).Length);
    }

    [TestCase("multipart/form-data; boundary=b")]
    [TestCase("multipart/form-data; boundary=\"b\"")]
    [TestCase("Multipart/Form-Data; charset=utf-8; Boundary=b; x=y")]
    public async Task GetSignedBytes_BoundaryWrittenDifferently_IsAccepted(string contentType)
    {
        var response = await SendAsync(Meta, Utf8($"--b\r\n{MetaPart}\r\n--b--\r\n"), contentType);

        Assert.That(response.Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
    }

    [Test]
    public async Task GetSignedBytes_JsonWithBoundary_IsWholeBody()
    {
        var response = await SendAsync(Meta, Utf8(Meta), "application/json; boundary=b");

        Assert.That(response.Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static void AssertSignError(BareResponse response, int signedBodyLength)
    {
        Assert.That(response.Code, Is.EqualTo("SIGN_ERROR"));
        var shown = response.Detail.GetProperty("sign_information");
        var head = shown.GetProperty("truncated_sign_message").GetString()!.Split('\n').Take(4).Sum(line => line.Length + 1);
        Assert.That(shown.GetProperty("sign_message_length").GetInt32(), Is.EqualTo(head + signedBodyLength + 1));
    }

    private Task<BareResponse> UploadAsync(string signed, byte[][] parts)
    {
        var boundary = RandomNumberGenerator.GetHexString(32);
        byte[] body =
        [
            .. parts.SelectMany(part => (byte[])[.. Utf8($"--{boundary}\r\n"), .. part, .. "\r\n"u8]), .. Utf8($"--{boundary}--\r\n")
        ];
        return SendAsync(signed, body, $"multipart/form-data; boundary={boundary}");
    }

    private Task<BareResponse> SendAsync(string signed, byte[] body, string contentType)
    {
        var request = Merchant.CreateRequest(HttpMethod.Post, Target, "", $"{Merchant.Authorize(HttpMethod.Post, Target, signed)}");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return Merchant.SendAsync(request);
    }
}
