using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bodies;

/// <summary>Values of Content-Encoding that are not encodings.</summary>
internal sealed class ContentEncodingTests
{
    [TestCase("UTF-8")]
    [TestCase("utf8")]
    [TestCase("identity")]
    [TestCase("GB18030")]
    [TestCase("binary")]
    [TestCase("nonsense")]
    public async Task Read_ASignedResponseWithAnInvalidEncoding_IsReadAsItIs(string encoding)
    {
        await using var server = Server(new FakeResponse(), encoding);
        using var client = server.CreateClient();
        foreach (var way in Enum.GetValues<Way>())
        {
            using var sink = new MemoryStream();

            using var response = await way.GetAsync(client.Chain("v3/x"));
            using var streamed = await way.GetAsync(client.Chain("v3/x"), new { sink });

            Assert.That((bool)response.Data.ok);
            Assert.That(sink.ToArray(), Is.EqualTo(response.BodyBytes));
        }
    }

    [TestCase("UTF-8")]
    [TestCase("nonsense")]
    public async Task Read_TheSameTampered_IsRejected(string encoding)
    {
        await using var server = Server(new FakeResponse { SignedBody = "{\"ok\":false}"u8.ToArray() }, encoding);
        using var client = server.CreateClient();

        foreach (var way in Enum.GetValues<Way>())
        {
            Assert.That(
                (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!.Reason,
                Is.EqualTo(SignatureFailure.Mismatch));
        }
    }

    [TestCase("zstd")]
    [TestCase("compress")]
    [TestCase("gzip, br")]
    [TestCase("UTF-8, gzip")]
    public async Task Read_AnUnsupportedEncoding_SaysWhich(string encoding)
    {
        await using var server = Server(new FakeResponse(), encoding);
        using var client = server.CreateClient();

        foreach (var way in Enum.GetValues<Way>())
        {
            var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.GetAsync(client.Chain("v3/x"))))!;
            Assert.That(
                failure.Message,
                Does.Contain($"encoding '{encoding.ToLowerInvariant()}'").And.Contain("gzip, deflate and br are supported"));
        }
    }

    [TestCase("v3/billdownload/file", "nonsense", false)]
    [TestCase("v3/billdownload/file", "utf-8", true)]
    public async Task Read_AnUnsignedFileWithAnUnknownEncoding_IsRejected(string path, string encoding, bool isRead)
    {
        await using var server = Server(new FakeResponse { Signed = false, Body = "a,b"u8.ToArray() }, encoding);
        using var client = server.CreateClient();

        foreach (var way in Enum.GetValues<Way>())
        {
            Assert.That(() => way.GetAsync(client.Chain(path)), isRead ? Throws.Nothing : Throws.TypeOf<HttpRequestException>());
        }
    }

    [Test]
    public async Task Read_AnErrorWithAnUnknownEncoding_IsTheError([Values] Way way)
    {
        await using var server = Server(FakeResponse.Error(400, """{"code":"PARAM_ERROR"}"""), "nonsense");
        using var client = server.CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x"))))!.Code, Is.EqualTo("PARAM_ERROR"));
    }

    [Test]
    public async Task Read_ASignedResponseOfV2UnderUtf8_IsRead([Values] Way way)
    {
        await using var server = Server(V2Message.Success(("a", "1")).Signed().ToResponse(), "UTF-8");
        using var client = server.CreateClient();

        Assert.That(
            (await way.PostAsync(client.Chain("v2/pay/orderquery"), new { xml = new { mch_id = Merchant.Id } })).Xml["a"], Is.EqualTo("1"));
    }

    private static LoopbackServer Server(FakeResponse fakeResponse, string encoding) => new LoopbackServer((_, stream, stop) =>
        stream.WriteAsync(LoopbackServer.Wire(fakeResponse, $"Content-Encoding: {encoding}\r\n"), stop).AsTask()).Start();
}
