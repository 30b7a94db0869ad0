using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Errors;

/// <summary>Advice in the messages of errors that the caller's settings or path may have caused.</summary>
internal sealed partial class WeChatPayApiExceptionTests
{
    private const string SignError = """{"code":"SIGN_ERROR","message":"签名错误","detail":{"field":"signature","issue":"sign not match"}}""";
    private const string ClockError = """{"code":"SIGN_ERROR","message":"签名错误","detail":{"field":"timestamp"}}""";
    private const string NotExists = """{"code":"RESOURCE_NOT_EXISTS"}""";

    private static readonly DateTimeOffset _now = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Message_OfASignError_SaysWhichOptionBelongsToWhich([Values] Way way)
    {
        Assert.That((await FailureOf(FakeResponse.Error(401, SignError), way)).Message, Is.EqualTo(
            "POST v3/x/{openid} returned 401. SIGN_ERROR: 签名错误 Field: signature. Request-ID: 08F5A1B2C3D4E5F6-0. "
            + $"Check that MerchantPrivateKey belongs to the certificate with the serial {Merchant.SerialNumber}, and that certificate to "
                + $"merchant {Merchant.Id}."));
    }

    [Test]
    public async Task Message_OfASignErrorWithASigner_NamesTheSignerAndItsSerial()
    {
        var signer = new BlockingSigner { SerialNumber = "3775B6A45ACD588826D15E583A95F5DD5B2C7E10" };

        Assert.That((await FailureOf(FakeResponse.Error(401, SignError), configure: options =>
            (options.RequestSigner, options.MerchantSerialNumber, options.MerchantPrivateKey) = (signer, "", null!))).Message,
            Does.Contain("Check that RequestSigner belongs to the certificate with the serial 3775B6A45ACD588826D15E583A95F5DD5B2C7E10")
                .And.Contain($"merchant {Merchant.Id}"));
        Assert.That((await FailureOf(FakeResponse.Error(401, SignError), configure: options =>
            options.RequestSigner = RequestSigners.Brand("40001", signer.SerialNumber, Merchant.Key))).Message,
            Does.Contain("and that certificate to brand_id 40001."));
    }

    [TestCase(600, "The clock of this machine is 600 s behind the platform's Date header; synchronize it (NTP).")]
    [TestCase(61, "The clock of this machine is 61 s behind the platform's Date header; synchronize it (NTP).")]
    [TestCase(-3600, "The clock of this machine is 3600 s ahead of the platform's Date header; synchronize it (NTP).")]
    public async Task Message_OfASignErrorWhenTheClocksDiffer_SaysByHowMuch(int seconds, string expected)
    {
        Assert.That(await MessageAt(seconds, ClockError), Does.Contain(expected).And.Contain("Field: timestamp."));
        Assert.That(await MessageAt(seconds, SignError), Does.Contain(expected).And.Contain("MerchantPrivateKey"));
    }

    [TestCase(0)]
    [TestCase(59)]
    [TestCase(-59)]
    [TestCase(null)]
    public async Task Message_OfASignErrorWhenTheClocksAgree_DoesNotMentionThem(int? seconds)
    {
        Assert.That(await MessageAt(seconds, SignError), Does.Not.Contain("clock").And.Contain("MerchantPrivateKey"));
    }

    [Test]
    public async Task Message_OfAnotherErrorWhenTheClocksDiffer_DoesNotMentionThem()
    {
        Assert.That(await MessageAt(600, ParamError), Does.Not.Contain("clock").And.Not.Contain("MerchantPrivateKey"));
    }

    [TestCase("v3/certificates", "Sent to the path '/v3/certificates'. Compare it with the documentation of the endpoint")]
    [TestCase("v3/x/{openid}", "Sent to the path '/v3/x/{openid}'. Compare")]
    [TestCase("https://api.mch.weixin.qq.com/v3/x/{openid}?token=secret", "Sent to the path '/v3/x/{openid}'. Compare")]
    [TestCase("https://api.mch.weixin.qq.com/v3/x?token=secret", "Sent to the path '/v3/x'. Compare")]
    [TestCase("V3/certificates", "'/V3/certificates'. 'V3' contains a capital letter; use 'v3'.")]
    [TestCase("certificates", "'/certificates'. It does not contain 'v3', which begins the paths of APIv3")]
    [TestCase("v3/v3/certificates", "It contains 'v3' more than once.")]
    [TestCase("hk/v3/certificates", "'/hk/v3/certificates'. Compare")]
    [TestCase("v3/merchant/media/videoUpload", "'videoUpload' contains capital letters; the platform's paths do not.")]
    [TestCase("v3/pay/transactions/out_trade_no/{openid}",
        "'out_trade_no' contains '_'; most of the platform's paths use '-' between words. The member outTradeNo produces it.")]
    [TestCase("v3/merchant/media/video-upload", "'video-upload' is documented as 'video_upload'.")]
    public async Task Message_OfAPathThatIsNotKnown_ShowsItAndWhatLooksWrong(string path, string expected)
    {
        var message = await NotFound(path);

        Assert.That(message, Does.Contain(expected).And.Not.Contain("o4GgauInH").And.Not.Contain("secret"));
    }

    [TestCase("v3/merchant/media/video_upload")]
    [TestCase("v3/pay/transactions/out-trade-no/{openid}")]
    [TestCase("v3/marketing/favor/stocks/AbC123")]
    public async Task Message_OfAPathThatLooksRight_DoesNotBlameIt(string path)
    {
        Assert.That(await NotFound(path), Does.Not.Contain(" has ").And.Not.Contain("documented as"));
    }

    [Test]
    public async Task Message_OfAPathBehindABaseAddress_ShowsBoth()
    {
        Assert.That(await NotFound("v3/x/{openid}", options => options.BaseAddress = new Uri("https://proxy.example.com/wechat/")),
            Does.Contain("Sent to the path '/wechat/v3/x/{openid}'."));
    }

    [Test]
    public void Message_OfACamelCasedMember_SaysHowItIsDocumented()
    {
        using var client = new FakePlatform(FakeResponse.Error(404, NotExists)).CreateClient();
        dynamic chain = client;

        Assert.That(() => chain.v3.merchant.media.videoUpload.Post(), Throws.TypeOf<WeChatPayApiException>()
            .With.Message.Contains("'video-upload' is documented as 'video_upload'"));
    }

    private static async Task<string> NotFound(string path, Action<WeChatPayClientOptions>? configure = null)
    {
        using var client = new FakePlatform(FakeResponse.Error(404, NotExists)).CreateClient(configure);
        var options = path.Contains('{', StringComparison.Ordinal) ? new RequestOptions { ["openid"] = "o4GgauInH" } : new RequestOptions();
        return (await Assert.ThrowsAsync<WeChatPayApiException>(() => client.Chain(path).GetAsync(options)))!.Message;
    }

    // The platform's clock is ahead.
    private static async Task<string> MessageAt(int? seconds, string body)
    {
        var response = FakeResponse.Error(401, body);
        if (seconds is { } ahead)
        {
            response.Headers["Date"] = _now.AddSeconds(ahead).ToString("R");
        }
        return (await FailureOf(response, clock: new ManualTimeProvider(_now))).Message;
    }
}
