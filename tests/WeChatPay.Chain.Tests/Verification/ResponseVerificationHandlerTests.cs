using System.Net;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Verification;

internal sealed class ResponseVerificationHandlerTests
{
    [Test]
    public async Task Send_ASignedSuccess_IsReturned([Values(200, 201, 202, 203, 299)] int status, [Values] Way way)
    {
        using var client = new FakePlatform(new FakeResponse { Status = (HttpStatusCode)status }).CreateClient();

        var response = await way.GetAsync(client.Chain("v3/x"));

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Body, Is.EqualTo("{\"ok\":true}"));
    }

    [Test]
    public async Task Send_AnUnsignedSuccess_IsRejected([Values(200, 201, 202, 203, 204, 299)] int status, [Values] Way way)
    {
        using var client = new FakePlatform(new FakeResponse { Status = (HttpStatusCode)status, Signed = false }).CreateClient();

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.PostAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.HeadersMissing));
        Assert.That(failure.OutcomeUnknown);
        Assert.That(failure.Message, Does.Contain("query its result"));
        Assert.That(failure.RequestId, Is.EqualTo("08F5A1B2C3D4E5F6-0"));
    }

    [Test]
    public async Task Send_ASigned204_IsReturnedEmpty([Values] Way way)
    {
        using var client = new FakePlatform(new FakeResponse { Status = HttpStatusCode.NoContent, Body = [] }).CreateClient();

        var response = await way.PostAsync(
            client.Chain("v3/pay/transactions/out-trade-no/1/close"), new { json = new { mchid = Merchant.Id } });

        Assert.That(response.StatusCode, Is.EqualTo(204));
        Assert.That(response.BodyBytes, Is.Empty);
    }

    [Test]
    public async Task Send_ATamperedBody_IsRejected([Values(200, 202, 204, 299)] int status, [Values] Way way)
    {
        var fakeResponse = new FakeResponse
        {
            Status = (HttpStatusCode)status,
            Body = "{\"total\":1}"u8.ToArray(),
            SignedBody = "{\"total\":2}"u8.ToArray()
        };
        using var client = new FakePlatform(fakeResponse).CreateClient();

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Mismatch));
        Assert.That(failure.OutcomeUnknown);
        Assert.That(failure.Message, Does.Not.Contain("total"));
    }

    [Test]
    public async Task Send_BothKindsOfKeyTogether_EachVerifiesItsOwn([Values] Way way)
    {
        var responses = new Queue<FakeResponse>(
            [new FakeResponse(), new FakeResponse { Serial = Merchant.CertificateSerial, Key = Merchant.PlatformCertificateKey }]);
        using var client = new FakePlatform(_ => responses.Dequeue()).CreateClient();

        Assert.That((await way.GetAsync(client.Chain("v3/x"))).StatusCode, Is.EqualTo(200));
        Assert.That((await way.GetAsync(client.Chain("v3/x"))).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Send_SignedUnderTheSerialOfTheOtherKey_IsRejected([Values] Way way)
    {
        using var client = new FakePlatform(new FakeResponse { Serial = Merchant.CertificateSerial }).CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!.Reason,
            Is.EqualTo(SignatureFailure.Mismatch));
    }

    [Test]
    public async Task Send_AProbe_IsRejected([Values] Way way)
    {
        using var client = new FakePlatform(new FakeResponse { Headers = { ["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/dGVzdA" } })
            .CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!.Reason,
            Is.EqualTo(SignatureFailure.Probe));
    }

    [TestCase(false, null)]
    [TestCase(true, SignatureFailure.Mismatch)]
    public async Task Send_AHeaderTwice_TheFirstCounts(bool wrongFirst, SignatureFailure? expected)
    {
        using var client = new StubHandler(_ =>
        {
            var message = new FakeResponse().ToMessage(TimeProvider.System);
            var right = message.Headers.GetValues("Wechatpay-Nonce").Single();
            message.Headers.Remove("Wechatpay-Nonce");
            message.Headers.TryAddWithoutValidation("Wechatpay-Nonce", wrongFirst ? ["wrong", right] : [right, "wrong"]);
            return message;
        }).CreateClient();

        if (expected is null)
        {
            Assert.That((await client.Chain("v3/x").GetAsync()).StatusCode, Is.EqualTo(200));
        }
        else
        {
            Assert.That(
                (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v3/x").GetAsync()))!.Reason,
                Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task Send_ABodyThatIsNotUtf8_StaysByteForByte([Values] Way way)
    {
        byte[] body = [0xFF, 0xFE, 0x00, 0xC3, 0x28, 0xB2, 0xE2];
        using var client = new FakePlatform(new FakeResponse { Body = body, ContentType = "text/plain; charset=gbk" }).CreateClient();

        var response = await way.GetAsync(client.Chain("v3/x"));

        Assert.That(response.BodyBytes, Is.EqualTo(body));
    }

    [TestCase("v3/billdownload/file")]
    [TestCase("v3/merchant-service/images/ChsyMDAyMDgyMDIw")]
    [TestCase("v3/transferdownload/signfile?x=1")]
    public async Task Send_AnEndpointThatThePlatformLeavesUnsigned_IsReturned(string path)
    {
        using var client = new FakePlatform(new FakeResponse { Signed = false, Body = [1, 2, 3] }).CreateClient();

        Assert.That((await client.Chain(path).GetAsync()).BodyBytes, Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Send_AnUnsignedEndpointBehindAPrefix_IsRejected()
    {
        using var client = new FakePlatform(new FakeResponse { Signed = false })
            .CreateClient(options => options.BaseAddress = new Uri("https://api.mch.weixin.qq.com/sandbox/"));

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v3/billdownload/file").GetAsync());
    }

    [Test]
    public async Task Send_AnUnsignedEndpointInTheQuery_IsRejected()
    {
        using var client = new FakePlatform(new FakeResponse { Signed = false }).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v3/x?y=/v3/billdownload/file").GetAsync());
    }

    [Test]
    public async Task Send_AnErrorWithABrokenSignature_IsStillTheError([Values] Way way)
    {
        var fakeResponse = new FakeResponse
        {
            Status = HttpStatusCode.BadRequest,
            Body = "{\"code\":\"PARAM_ERROR\"}"u8.ToArray(),
            Headers = { ["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/x" }
        };
        using var client = new FakePlatform(fakeResponse).CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x"))))!.Code, Is.EqualTo("PARAM_ERROR"));
    }

    [Test]
    public async Task Send_AResponseFiveMinutesOld_IsComparedWithTheClientsClock([Values] Way way)
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var responses = new Queue<FakeResponse>(
            [new FakeResponse { Age = TimeSpan.FromSeconds(300) }, new FakeResponse { Age = TimeSpan.FromSeconds(301) }]);
        using var client = new FakePlatform(_ => responses.Dequeue(), clock).CreateClient();

        Assert.That((await way.GetAsync(client.Chain("v3/x"))).StatusCode, Is.EqualTo(200));
        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!.Reason,
            Is.EqualTo(SignatureFailure.ClockSkew));
    }
}
