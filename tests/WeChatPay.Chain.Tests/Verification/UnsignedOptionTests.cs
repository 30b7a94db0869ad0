using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Verification;

/// <summary>The option <c>unsigned</c> accepts a response without a signature, and nothing else.</summary>
internal sealed class UnsignedOptionTests
{
    private const string Path = "v3/fapiao/somewhere/else?token=t";

    private static readonly FakeResponse _file = new() { Body = "%PDF-1.7"u8.ToArray(), Signed = false };

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("AnotherBody", new FakeResponse { SignedBody = "another"u8.ToArray() }, SignatureFailure.Mismatch);
        yield return Case("AnotherKey", new FakeResponse { Key = CertificatePlatform.Stranger }, SignatureFailure.Mismatch);
        yield return Case("AProbe", With("Wechatpay-Signature", "WECHATPAY/SIGNTEST/x"), SignatureFailure.Probe);
        yield return Case("AnHourOld", new FakeResponse { Age = TimeSpan.FromHours(1) }, SignatureFailure.ClockSkew);
        yield return Case("AnUnknownSerial", new FakeResponse { Serial = "ABCD" }, SignatureFailure.UnknownSerial);
        yield return Case("NoTimestamp", With("Wechatpay-Timestamp", null), SignatureFailure.HeadersMissing);
        yield return Case("NoNonce", With("Wechatpay-Nonce", null), SignatureFailure.HeadersMissing);
        yield return Case("NoSerial", With("Wechatpay-Serial", null), SignatureFailure.HeadersMissing);
        yield return Case("NoSignature", With("Wechatpay-Signature", null), SignatureFailure.HeadersMissing);
        yield return Case("AnEmptySignature", With("Wechatpay-Signature", ""), SignatureFailure.HeadersMissing);
        yield return Case("OnlyATimestamp", Only("Wechatpay-Timestamp", "1795233600"), SignatureFailure.HeadersMissing);
        yield return Case("OnlyANonce", Only("Wechatpay-Nonce", "1"), SignatureFailure.HeadersMissing);
        yield return Case("OnlyASerial", Only("Wechatpay-Serial", Merchant.PublicKeyId), SignatureFailure.HeadersMissing);
        yield return Case("OnlyAnEmptySignature", Only("Wechatpay-Signature", ""), SignatureFailure.HeadersMissing);
        yield return Case("OnlyAType", Only("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048"), SignatureFailure.HeadersMissing);

        static TestCaseData Case(string name, object fakeResponse, SignatureFailure reason) =>
            new TestCaseData(fakeResponse, reason).SetArgDisplayNames(name);

        static FakeResponse With(string header, string? value) => new() { Headers = { [header] = value } };

        static FakeResponse Only(string header, string value) => new() { Signed = false, Headers = { [header] = value } };
    }

    [Test]
    public async Task Get_AResponseWithoutASignature_IsReturnedUnverified([Values] Way way)
    {
        using var client = new FakePlatform(_file).CreateClient();

        using var response = await way.GetAsync(client.Chain(Path), new { unsigned = true });

        Assert.That(response.BodyBytes, Is.EqualTo(_file.Body));
        Assert.That(response.IsVerified, Is.False);
    }

    [Test]
    public async Task Get_IntoASink_IsReturnedUnverified([Values] Way way)
    {
        using var client = new FakePlatform(_file).CreateClient();
        using var stream = new MemoryStream();

        using var response = await way.GetAsync(client.Chain(Path), new RequestOptions { Unsigned = true, Sink = stream });

        Assert.That(stream.ToArray(), Is.EqualTo(_file.Body));
        Assert.That(response.IsVerified, Is.False);
    }

    [Test]
    public async Task Get_WithANamedArgument_IsTheSame()
    {
        using var typed = new FakePlatform(_file).CreateClient();
        dynamic client = typed;

        using WeChatPayResponse response = await client.v3.fapiao.somewhere.PostAsync(unsigned: true, json: new { a = 1 });

        Assert.That(response.IsVerified, Is.False);
    }

    [Test]
    public async Task Get_WithoutTheOption_IsRejected([Values] Way way, [Values] bool given)
    {
        using var client = new FakePlatform(_file).CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            way.GetAsync(client.Chain(Path), given ? new { unsigned = false } : null)))!;

        Assert.That(error.Reason, Is.EqualTo(SignatureFailure.HeadersMissing));
    }

    [Test]
    public async Task Get_AResponseThatIsSigned_IsVerified([Values] Way way, [Values] bool intoSink)
    {
        using var client = new FakePlatform().CreateClient();
        using var stream = new MemoryStream();

        using var response = await way.GetAsync(
            client.Chain(Path), intoSink ? new { unsigned = true, sink = stream } : new { unsigned = true });

        Assert.That(response.IsVerified);
    }

    [TestCaseSource(nameof(Broken))]
    public async Task Get_ASignatureThatDoesNotHold_IsRejected(object fakeResponse, SignatureFailure reason)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = new FakePlatform((FakeResponse)fakeResponse).CreateClient();
            using var stream = new MemoryStream();

            Assert.That(
                (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
                    way.GetAsync(client.Chain(Path), new { unsigned = true })))!.Reason,
                Is.EqualTo(reason));
            Assert.That(
                (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
                    way.GetAsync(client.Chain(Path), new { unsigned = true, sink = stream })))!.Reason,
                Is.EqualTo(reason));
            Assert.That(stream.Length, Is.Zero);
        }
    }

    [TestCase("https://evil.example/v3/file")]
    [TestCase("http://api.mch.weixin.qq.com/v3/file")]
    public async Task Get_AForeignHost_GetsNoRequest(string url)
    {
        var platform = new FakePlatform(_file);
        using var client = platform.CreateClient();

        await Assert.ThrowsAsync<ArgumentException>(() => client.Chain("{+url}").GetAsync(new { unsigned = true, url }));
        Assert.That(platform.Requests, Is.Empty);
    }

    [Test]
    public async Task Get_AnErrorStatus_IsStillTheError([Values] Way way)
    {
        using var client = new FakePlatform(FakeResponse.Error(403, """{"code":"NO_AUTH","message":"no right"}""")).CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain(Path), new { unsigned = true })))!;

        Assert.That(error.Code, Is.EqualTo("NO_AUTH"));
    }

    [Test]
    public async Task IsVerified_ASignedResponse_IsTrue([Values] Way way)
    {
        using var client = new FakePlatform().CreateClient();

        Assert.That((await way.GetAsync(client.Chain("v3/x"))).IsVerified);
    }

    [Test]
    public async Task IsVerified_AFileThatThePlatformDoesNotSign_IsFalse([Values] Way way)
    {
        using var client = new FakePlatform(_file).CreateClient();

        Assert.That((await way.GetAsync(client.Chain("v3/merchant-service/images/{id}"), new { id = "a/b=" })).IsVerified, Is.False);
    }

    [Test]
    public async Task IsVerified_AnError_IsFalse([Values] Way way)
    {
        using var client = new FakePlatform(FakeResponse.Error(400, "{}")).CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x"))))!.Response.IsVerified, Is.False);
    }
}
