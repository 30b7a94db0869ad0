using System.Net.Http.Headers;
using System.Text;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Signing;

internal sealed class SignedBodyTests
{
    private readonly FakePlatform _platform = new();

    [Test]
    public async Task Read_NoBody_IsSignedAsEmpty([Values] Way way)
    {
        using var client = _platform.CreateClient();

        await way.GetAsync(client.Chain("v3/certificates"));

        Assert.That(_platform.Request.BodyBytes, Is.Empty);
        Assert.That(_platform.Request.IsSigned(signedBody: ""));
    }

    [Test]
    public async Task Read_AStream_IsReadOnceSignedAndSent([Values] Way way)
    {
        using var client = _platform.CreateClient();
        using var stream = new ForwardStream("{\"说明\":\"流\"}");

        await way.PostAsync(client.Chain("v3/x"), new { body = stream });

        Assert.That(_platform.Request.Body, Is.EqualTo("{\"说明\":\"流\"}"));
        Assert.That(_platform.Request.Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(_platform.Request.IsSigned());
        Assert.That(stream.Ends, Is.EqualTo(1));
    }

    [Test]
    public async Task Read_AStreamThatStandsInItsMiddle_IsSentFromThere([Values] Way way)
    {
        using var client = _platform.CreateClient();
        using var stream = new MemoryStream("skipped{\"a\":1}"u8.ToArray()) { Position = 7 };

        await way.PostAsync(client.Chain("v3/x"), new { body = stream });

        Assert.That(_platform.Request.Body, Is.EqualTo("{\"a\":1}"));
        Assert.That(_platform.Request.IsSigned());
        Assert.That(stream.CanRead, "The stream belongs to the caller.");
    }

    [Test]
    public async Task Read_AContentOfTheCaller_IsSignedAsItIsSentWithItsHeaders([Values] Way way)
    {
        using var client = _platform.CreateClient();
        using var content = new MultipartFormDataContent("boundary")
        {
            { new StringContent("1900000109", MediaTypeHeaderValue.Parse("text/plain")), "mchid" }
        };
        content.Headers.ContentLanguage.Add("zh-CN");

        await way.PostAsync(client.Chain("v3/x"), new { body = content });

        Assert.That(_platform.Request.Body, Does.StartWith("--boundary\r\n").And.Contain("1900000109"));
        Assert.That(_platform.Request.Headers["Content-Type"], Is.EqualTo("multipart/form-data; boundary=\"boundary\""));
        Assert.That(_platform.Request.Headers["Content-Language"], Is.EqualTo("zh-CN"));
        Assert.That(_platform.Request.IsSigned());
    }

    [Test]
    public async Task Read_ABigBody_IsSignedAsItIsSent([Values] Way way)
    {
        using var client = _platform.CreateClient();
        var bytes = Encoding.UTF8.GetBytes(new string('深', 1_000_000));

        await way.PostAsync(client.Chain("v3/x"), new { body = bytes });

        Assert.That(_platform.Request.BodyBytes, Is.EqualTo(bytes));
        Assert.That(_platform.Request.IsSigned());
    }

    [Test]
    public async Task Read_AnUpload_IsSignedOnlyOverItsMeta([Values] Way way)
    {
        using var client = _platform.CreateClient();
        const string Meta = """{"filename":"执照.png","sha256":"039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"}""";

        await way.PostAsync(client.Chain("v3/merchant/media/upload"), new { body = new MediaUpload([1, 2, 3], "执照.png") });

        Assert.That(_platform.Request.Body, Does.Contain($"\r\n\r\n{Meta}\r\n"));
        Assert.That(_platform.Request.IsSigned(signedBody: Meta));
        Assert.That(_platform.Request.IsSigned(), Is.False, "The file is not signed.");
    }

    /// <summary>Can be read once, forwards, and counts how often its end was reached.</summary>
    private sealed class ForwardStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public int Ends { get; private set; }

        public override bool CanSeek => false;

        // Every other way to read a derived MemoryStream ends here.
        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            Ends += read == 0 ? 1 : 0;
            return read;
        }
    }
}
