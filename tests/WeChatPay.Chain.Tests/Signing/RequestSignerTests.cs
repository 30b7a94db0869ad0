using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Signing;

internal sealed class RequestSignerTests
{
    private readonly FakePlatform _platform = new();

    [Test]
    public async Task Call_WithASigner_IsSignedByIt([Values] Way way)
    {
        using var client = Client(new BlockingSigner());

        (await way.PostAsync(client.Chain("v3/x"), new { json = new { a = "深圳" } })).Dispose();
        (await way.PostAsync(client.Chain("v3/x"), new { body = "text" })).Dispose();

        Assert.That(_platform.Requests.Select(request => request.IsSigned()), Is.All.True.And.Exactly(2).Items);
    }

    [Test]
    public async Task Call_WithASigner_PassesTheSignedText([Values] Way way)
    {
        var messages = new List<string>();
        using var client = Client(new BlockingSigner
        {
            Signs = message =>
            {
                messages.Add(Encoding.UTF8.GetString(message));
                return [1, 2, 3];
            },
        });

        (await way.PostAsync(client.Chain("v3/x?y=1"), new { json = new { a = 1 } })).Dispose();

        Assert.That(messages.Single(), Does.Match("""\APOST\n/v3/x\?y=1\n\d{10}\n[0-9A-Za-z]{32}\n\{"a":1\}\n\z"""));
        Assert.That(_platform.Request.AuthorizationField("signature"), Is.EqualTo("AQID"));
    }

    [Test]
    public async Task Upload_WithASigner_IsSignedOverItsMeta([Values] Way way)
    {
        using var client = Client(new BlockingSigner());

        (await way.PostAsync(client.Chain("v3/x"), new { body = new MediaUpload([1, 2], "a.png", new { b = 1 }) })).Dispose();

        Assert.That(_platform.Request.IsSigned("""{"b":1}"""));
    }

    [Test]
    public async Task Call_WhoseSignerThrows_ThrowsThatAndSendsNothing([Values] Way way)
    {
        var failure = new IOException("the HSM is gone");
        using var client = Client(new BlockingSigner { Signs = _ => throw failure });

        Assert.That(await Assert.ThrowsAsync<IOException>(() => way.PostAsync(client.Chain("v3/x"))), Is.SameAs(failure));
        Assert.That(_platform.Requests, Is.Empty);
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    [Test]
    public void Call_WhoseSignerReturnsNothing_IsRejected([Values] Way way, [Values(true, false)] bool isNull)
    {
        using var client = Client(new BlockingSigner { Signs = _ => isNull ? null! : [] });

        Assert.That(
            () => way.PostAsync(client.Chain("v3/x")),
            Throws.InvalidOperationException.With.Message.Contains("no signature").And.Message.Contains("BlockingSigner"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public async Task Call_WhoseSignerIsCanceled_SendsNothing()
    {
        using var cancellation = new CancellationTokenSource();
        using var client = Client(new RemoteSigner
        {
            Signs = _ =>
            {
                cancellation.Cancel();
                throw new OperationCanceledException(cancellation.Token);
            },
        });

        var failure = (await Assert.CatchAsync<OperationCanceledException>(() =>
            client.Chain("v3/x").PostAsync(cancellationToken: cancellation.Token)))!;

        Assert.That(_platform.Requests, Is.Empty);
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    [Test]
    public async Task Call_WhoseTimeoutPassesWhileItIsSigned_HadNoEffect()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        using var watcher = new Watcher("v3/slowly/signed");
        using var client = _platform.CreateClient(options =>
        {
            options.TimeProvider = clock;
            Without(options, new RemoteSigner
            {
                Signs = _ =>
                {
                    clock.Advance(TimeSpan.FromSeconds(30));
                    throw new OperationCanceledException();
                },
            });
        });

        var failure = (await Assert.ThrowsAsync<TimeoutException>(() => client.Chain("v3/slowly/signed").PostAsync()))!;

        Assert.That(_platform.Requests, Is.Empty);
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
        Assert.That(failure.Message, Does.EndWith("Nothing was sent."));
        Assert.That(watcher.Call.GetTagItem("wechatpay.outcome"), Is.EqualTo("no_effect"));
        Assert.That(watcher.Attempts.Single().GetTagItem("wechatpay.outcome"), Is.EqualTo("no_effect"));
    }

    [Test]
    public async Task Call_WhoseSignerIsNotReached_StaysOnItsHost([Values] Way way)
    {
        var reached = false;
        var platform = new FakePlatform(new FakeResponse(), new LeapingTimeProvider());
        using var client = platform.CreateClient(options =>
        {
            options.Resilience = new ResilienceOptions();
            Without(options, new BlockingSigner
            {
                Signs = message =>
                {
                    (var before, reached) = (reached, true);
                    return before ? [1] : throw new HttpRequestException(HttpRequestError.ConnectionError);
                },
            });
        });

        (await way.PostAsync(client.Chain("v3/x"))).Dispose();

        Assert.That(platform.Request.Uri.Host, Is.EqualTo("api.mch.weixin.qq.com"));
    }

    [Test]
    public async Task SyncCall_WithASignerThatSignsOnlyAsynchronously_SaysSo()
    {
        using var client = Client(new RemoteSigner());

        Assert.That(
            () => client.Chain("v3/x").Post(),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("RemoteSigner").And.Message.Contains("Async"));
        Assert.That(_platform.Requests, Is.Empty);
        Assert.That((await client.Chain("v3/x").PostAsync()).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Certificates_WithASigner_AreDownloadedThroughIt([Values] Way way)
    {
        var platform = new CertificatePlatform();
        using var client = platform.CreateClient(options => Without(options, new BlockingSigner()));

        (await way.GetAsync(client.Chain("v3/x"))).Dispose();

        Assert.That(platform.Handler.Requests.Select(request => request.IsSigned()), Is.All.True.And.Exactly(2).Items);
    }

    [Test]
    public async Task Brand_Call_HasItsSchemeAndTheSerialOfThePublicKey([Values] Way way)
    {
        using var client = _platform.CreateClient(options =>
        {
            Without(options, RequestSigners.Brand("40001", "3775B6A45ACD588826D15E583A95F5DD5B2C7E10", Merchant.Key));
            options.MerchantId = "";
        });

        (await way.PostAsync(client.Chain("brand/x"), new { json = new { a = 1 } })).Dispose();

        var request = _platform.Request;
        Assert.That(client.MerchantId, Is.EqualTo("40001"));
        Assert.That(request.Authorization, Does.Match(
            """\AWECHATPAY-BRAND-SHA256-RSA2048 brand_id="40001",serial_no="3775B6A45ACD588826D15E583A95F5DD5B2C7E10","""
            + """timestamp="\d+",nonce_str="\w{32}",signature="[^"]+"\z"""));
        Assert.That(request.Headers["Wechatpay-Serial"], Is.EqualTo(Merchant.PublicKeyId));
        Assert.That(Merchant.Key.VerifyData(
            Encoding.UTF8.GetBytes(
                $"POST\n/brand/x\n{request.AuthorizationField("timestamp")}\n{request.AuthorizationField("nonce_str")}\n{request.Body}\n"),
            Convert.FromBase64String(request.AuthorizationField("signature")), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Test]
    public void Brand_WithoutNumberSerialOrKey_IsRejected()
    {
        Assert.That(() => RequestSigners.Brand("", "3775B6A45ACD588826D15E583A95F5DD5B2C7E10", Merchant.Key), Throws.ArgumentException);
        Assert.That(() => RequestSigners.Brand("1", " ", Merchant.Key), Throws.ArgumentException);
        Assert.That(() => RequestSigners.Brand("1", "3775B6A45ACD588826D15E583A95F5DD5B2C7E10", null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Client_WhoseSignerIsWrong_IsNotCreated()
    {
        Assert.That(
            () => Client(new RemoteSigner { Identity = "1900000110" }),
            Throws.ArgumentException.With.Message.Contains("RequestSigner").And.Message.Contains("1900000110"));
        Assert.That(() => Client(new RemoteSigner { Identity = "" }), Throws.ArgumentException.With.Message.Contains("Identity"));
        Assert.That(
            () => Client(new RemoteSigner { SerialNumber = "no serial" }), Throws.ArgumentException.With.Message.Contains("SerialNumber"));
        Assert.That(
            () => Client(new RemoteSigner { SerialNumber = null! }), Throws.ArgumentException.With.Message.Contains("SerialNumber"));
        Assert.That(() => Client(new RemoteSigner { Identity = "4\"0001" }), Throws.ArgumentException.With.Message.Contains("Identity"));
        Assert.That(
            () => _platform.CreateClient(options =>
                (options.RequestSigner, options.MerchantSerialNumber) = (new RemoteSigner(), "3775B6A45ACD588826D15E583A95F5DD5B2C7E10")),
            Throws.ArgumentException.With.Message.Contains("3775B6A45ACD588826D15E583A95F5DD5B2C7E10")
                .And.Message.Contains(Merchant.SerialNumber));
        Assert.That(
            () => _platform.CreateClient(
                options => (options.RequestSigner, options.MerchantPrivateKey) = (new RemoteSigner(), Merchant.PublicPart(Merchant.Key))),
            Throws.ArgumentException.With.Message.Contains("MerchantPrivateKey cannot sign"));
    }

    [Test]
    public void Decrypt_WithoutThePrivateKey_SaysWhatToDo()
    {
        using var client = Client(new RemoteSigner());
        using var both = _platform.CreateClient(options => options.RequestSigner = new RemoteSigner());

        Assert.That(() => client.Decrypt("x"), Throws.InvalidOperationException.With.Message.Contains("MerchantPrivateKey"));
        Assert.That(both.Decrypt(Rsa.Encrypt("张三", Merchant.Key)), Is.EqualTo("张三"));
    }

    [Test]
    public void MerchantCertificate_WithASigner_IsComparedWithItsSerial()
    {
        using var right = SelfSigned.Create(Merchant.Key, Merchant.SerialNumber);
        using var wrong = SelfSigned.Create(Merchant.Key, "5157F09E");

        Assert.That(() => Client(new RemoteSigner(), right), Throws.Nothing);
        Assert.That(
            () => Client(new RemoteSigner(), wrong),
            Throws.ArgumentException.With.Message.Contains("MerchantCertificate").And.Message.Contains("5157F09E"));
        Assert.That(
            () => Client(RequestSigners.Brand("40001", "3775B6A45ACD588826D15E583A95F5DD5B2C7E10", Merchant.Key), wrong),
            Throws.Nothing);
    }

    [TestCase("40 001", "3775B6A45ACD588826D15E583A95F5DD5B2C7E10", "brandId")]
    [TestCase("40\",mchid=\"1", "3775B6A45ACD588826D15E583A95F5DD5B2C7E10", "brandId")]
    [TestCase("40001", "AB:CD", "serialNumber")]
    public void Brand_OfAnotherForm_IsRejected(string brandId, string serialNumber, string name) =>
        Assert.That(
            () => RequestSigners.Brand(brandId, serialNumber, Merchant.Key),
            Throws.ArgumentException.With.Property("ParamName").EqualTo(name));

    [Test]
    public void Brand_WithAKeyThatCannotSign_IsRejected()
    {
        using var publicKey = Merchant.PublicPart(Merchant.Key);
        using var disposed = RSA.Create(2048);
        disposed.Dispose();
        using var weak = RSA.Create(1024);

        Assert.That(() => RequestSigners.Brand("40001", "3775B6A45ACD588826D15E583A95F5DD5B2C7E10", publicKey), Throws.ArgumentException
            .With.Message.Contains("no private part"));
        Assert.That(() => RequestSigners.Brand("40001", "3775B6A45ACD588826D15E583A95F5DD5B2C7E10", disposed), Throws.ArgumentException
            .With.Message.Contains("disposed"));
        Assert.That(() => RequestSigners.Brand("40001", "3775B6A45ACD588826D15E583A95F5DD5B2C7E10", weak), Throws.ArgumentException
            .With.Message.Contains("was 1024"));
    }

    [Test]
    public async Task PaySignature_WithASigner_IsThatOfTheKey()
    {
        var jsapi = await PaySignature.ForJsapiAsync("wx1", "wx201410272009395522657a690389285100", new RemoteSigner());
        var app = await PaySignature.ForAppAsync("wx1", Merchant.Id, "wx201410272009395522657a690389285100", new RemoteSigner());

        Assert.That(Rsa.Verify($"wx1\n{jsapi["timeStamp"]}\n{jsapi["nonceStr"]}\n{jsapi["package"]}\n", jsapi["paySign"], Merchant.Key));
        Assert.That(Rsa.Verify($"wx1\n{app["timestamp"]}\n{app["noncestr"]}\n{app["prepayid"]}\n", app["sign"], Merchant.Key));
        Assert.That(jsapi.Keys, Is.EquivalentTo(PaySignature.ForJsapi("wx1", "x", Merchant.Key).Keys));
        Assert.That(app.Keys, Is.EquivalentTo(PaySignature.ForApp("wx1", "1", "x", Merchant.Key).Keys));
        Assert.That(() => PaySignature.ForJsapiAsync("wx1", "x", null!), Throws.ArgumentNullException);
        Assert.That(() => PaySignature.ForAppAsync("wx1", "1", "prepay_id=x", new RemoteSigner()), Throws.ArgumentException);
    }

    private WeChatPayClient Client(
        IRequestSigner signer, System.Security.Cryptography.X509Certificates.X509Certificate2? certificate = null) =>
        _platform.CreateClient(options => Without(options, signer).MerchantCertificate = certificate);

    /// <summary>A client without its own key.</summary>
    private static WeChatPayClientOptions Without(WeChatPayClientOptions options, IRequestSigner signer)
    {
        options.RequestSigner = signer;
        options.MerchantPrivateKey = null!;
        options.MerchantSerialNumber = "";
        return options;
    }
}
