using System.Text;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>Bodies that the caller creates and signs, as APIv2 uploads require.</summary>
internal sealed class V2BodyTests
{
    private const string Path = "v2/secapi/mch/uploadmedia";

    [Test]
    public async Task Post_AnApiV2UploadMadeByHand_IsSentAsItIsAndItsResponseIsVerified(
        [Values("MD5", "HMAC-SHA256")] string type, [Values] Way way)
    {
        byte[] image = [0xFF, 0xD8, 0x0D, 0x0A, 0x00];
        var fields = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["mch_id"] = Merchant.Id,
            ["media_hash"] = "b1946ac92492d2347c6235b4d2611184",
            ["sign_type"] = type
        };
        var sign = Hash.Sign(type, Formatter.QueryStringLike(fields), Merchant.ApiV2Key);
        using var form = new MultipartFormDataContent("frontier") { { new ByteArrayContent(image), "media", "image.jpg" } };
        foreach (var (name, value) in fields.Append(new("sign", sign)))
        {
            form.Add(new StringContent((string)value!), name);
        }
        var platform = new FakePlatform(V2Message.Success(("media_id", "M1")).Signed(type).ToResponse());
        using var client = platform.CreateClient();

        using var response = await way.PostAsync(client.Chain(Path), new { body = form, security = true });

        Assert.That(response.Xml["media_id"], Is.EqualTo("M1"));
        Assert.That(platform.Request.Headers["Content-Type"], Is.EqualTo("multipart/form-data; boundary=\"frontier\""));
        Assert.That(Encoding.Latin1.GetString(platform.Request.BodyBytes), Does.Contain(Encoding.Latin1.GetString(image))
            .And.Contain(V2Message.SignatureOf(
                [new("mch_id", Merchant.Id), new("media_hash", "b1946ac92492d2347c6235b4d2611184"), new("sign_type", type)],
                type,
                Merchant.ApiV2Key)));
    }

    [Test]
    public async Task Post_AnApiV2UploadWithATamperedResponse_IsRejected([Values] Way way)
    {
        var fields = V2Message.Success(("media_id", "M1")).Signed();
        fields["media_id"] = "M2";
        using var form = new MultipartFormDataContent { { new StringContent("x"), "media", "image.jpg" } };
        using var client = new FakePlatform(fields.ToResponse()).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.PostAsync(client.Chain(Path), new { body = form }));
    }

    [Test]
    public async Task Post_ABodyOfApiV2_IsSentAsItIs([Values("string", "bytes", "memory", "stream")] string kind, [Values] Way way)
    {
        const string Xml = "<xml><mch_id>1900000109</mch_id><sign>made by hand 中</sign></xml>";
        var bytes = Encoding.UTF8.GetBytes(Xml);
        using var stream = new MemoryStream(bytes);
        object body = kind switch { "string" => Xml, "bytes" => bytes, "memory" => new ReadOnlyMemory<byte>(bytes), _ => stream };
        var platform = new FakePlatform(V2Message.Success().Signed().ToResponse());
        using var client = platform.CreateClient();

        await way.PostAsync(client.Chain("v2/pay/orderquery"), new { body, query = new { a = 1 } });

        Assert.That(platform.Request.Body, Is.EqualTo(Xml));
        Assert.That(platform.Request.Target, Is.EqualTo("/pay/orderquery?a=1"));
        Assert.That(platform.Request.Headers["Content-Type"], Is.EqualTo("text/xml; charset=utf-8"));
    }

    [TestCase("mch_id=1900000109&sign=x")]
    [TestCase("<xml><mch_id>1900000109</mch_id><scene><a>1</a></scene></xml>")]
    public async Task Post_ABodyWithoutFlatFields_IsSentAsItIs(string body)
    {
        var platform = new FakePlatform(V2Message.Success(("a", "1")).Signed().ToResponse());
        using var client = platform.CreateClient();

        using var response = await client.Chain("v2/pay/orderquery").PostAsync(new { body });

        Assert.That(platform.Request.Body, Is.EqualTo(body));
        Assert.That(response.Xml["a"], Is.EqualTo("1"));
    }

    [Test]
    public async Task Post_AMediaUploadToApiV2_SaysHowToUpload()
    {
        var platform = new FakePlatform();
        using var client = platform.CreateClient();

        var failure = (await Assert.ThrowsAsync<ArgumentException>(() =>
            client.Chain(Path).PostAsync(new { body = new MediaUpload([1, 2], "image.jpg") })))!;

        Assert.That(failure.Message, Does.Contain("MultipartFormDataContent").And.Contain("Hash.Sign"));
        Assert.That(platform.Requests, Is.Empty);
    }
}
