using System.Net;
using System.Net.Sockets;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Errors;

internal sealed class WeChatPayExceptionTests
{
    private static IEnumerable<TestCaseData> Exceptions =>
    [
        Case("AStranger", new InvalidTimeZoneException(), true),
        Case("ConnectionRefusedOutsideACall", new HttpRequestException(HttpRequestError.ConnectionError), true),
        Case("NetworkWithoutAReason", new HttpRequestException("reset"), true),
        Case("Socket", new SocketException((int)SocketError.ConnectionRefused), true),
        Case("Timeout", new TimeoutException(), true),
        Case("Cancellation", new TaskCanceledException(), true),
        Case("SinkFailed", new IOException("No space left on device"), true),
        Case("OptionOutsideACall", new ArgumentException("option"), true),
        Case("NoEffect", Judged(false), false),
        Case("NoEffectThatIsWrapped", new InvalidOperationException("order", Judged(false)), false),
        Case("UnknownThatIsWrapped", new InvalidOperationException("order", Judged(true)), true),
        Case(
            "AWrapperWithItsOwnVerdict",
            WeChatPayException.RecordOutcome(new InvalidOperationException("order", Judged(false)), outcomeUnknown: true),
            true),
        Case("BlockingWait", new AggregateException(Judged(false)), false),
        Case("BlockingWaits_OneUnknown", new AggregateException(Judged(false), new AggregateException(Judged(true))), true),
        Case("BlockingWaits_OneStranger", new AggregateException(Judged(false), new InvalidTimeZoneException()), true),
        Case("NoBlockingWait", new AggregateException(), true),
        Case("Unverified", new WeChatPaySignatureException(SignatureFailure.Mismatch, "", outcomeUnknown: true), true),
        Case("UnverifiedNotification", new WeChatPaySignatureException(SignatureFailure.Mismatch, ""), false),
        Case("Undecrypted", new WeChatPayDecryptionException(""), true),
        Case("DataThatCannotBeWritten", WeChatPayException.RecordOutcome(new WithoutData(), outcomeUnknown: false), true),
    ];

    [TestCaseSource(nameof(Exceptions))]
    public bool IsOutcomeUnknown_Of(Exception exception) => WeChatPayException.IsOutcomeUnknown(exception);

    [Test]
    public void IsOutcomeUnknown_OfNull_IsAnArgumentException() =>
        Assert.That(() => WeChatPayException.IsOutcomeUnknown(null!), Throws.ArgumentNullException);

    [TestCase(400, ExpectedResult = false)]
    [TestCase(500, ExpectedResult = true)]
    public async Task<bool> IsOutcomeUnknown_OfAResponse(int status)
    {
        using var client = new FakePlatform(FakeResponse.Error(status, """{"code":"INVALID_REQUEST"}""")).CreateClient();

        return WeChatPayException.IsOutcomeUnknown(
            (await Assert.ThrowsAsync<WeChatPayApiException>(() => client.Chain("v3/x").GetAsync()))!);
    }

    private static IEnumerable<TestCaseData> Rejected =>
    [
        Call("AnUnknownOption", chain => chain.Post(new { josn = 1 })),
        Call("AMissingVariable", chain => chain.Chain("{id}").Post()),
        Call("AMalformedTemplate", chain => chain.Chain("{id").Post()),
        Call("AForeignHost", chain => chain.Post(new { base_uri = "https://example.com/" })),
        Call("AWrongSink", chain => chain.Post(new { sink = 5 })),
        Call("NoVerb", chain => ((dynamic)chain).Pay()),
        Call("TwoSetsOfOptions", chain => ((dynamic)chain).Post(new { a = 1 }, new { b = 2 })),
        Call("ATokenForASynchronousVerb", chain => ((dynamic)chain).Post(CancellationToken.None)),
        Call("NoKeyToEncryptWith", chain => chain.Post(new { json = new { name = Sensitive.From("张三") } })),
    ];

    [TestCaseSource(nameof(Rejected))]
    public void IsOutcomeUnknown_OfACallThatIsRejectedBeforeSending_IsFalse(Action<UrlChain> call)
    {
        var platform = new FakePlatform(_ => FakeResponse.Error(404, """{"code":"RESOURCE_NOT_EXISTS"}"""));
        using var client = platform.CreateClient(options => options.PlatformKeys = PlatformKeys.FromCertificates());

        var failure = Assert.Catch(() => call(client.Chain("v3/x")))!;

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
        Assert.That(platform.Requests.Select(request => request.Target).Where(target => target != "/v3/certificates"), Is.Empty);
    }

    [Test]
    public async Task IsOutcomeUnknown_WhenTheCertificatesToEncryptWithCannotBeDownloaded_IsFalse([Values] Way way)
    {
        var platform = new FakePlatform(_ => FakeResponse.Error(500, ""));
        using var client = platform.CreateClient(options => options.PlatformKeys = PlatformKeys.FromCertificates());

        var failure = (await Assert.CatchAsync(() =>
            way.PostAsync(client.Chain("v3/x"), new { json = new { name = Sensitive.From("张三") } })))!;

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    private static IEnumerable<TestCaseData> Receivers =>
    [
        Call("AFullDisk", chain => chain.Post(new { sink = new FullDisk() })),
        Call("AClosedSink", chain => chain.Post(new { sink = new ClosesItself() })),
        Call("ProgressThatThrows", chain => chain.Post(new { sink = new MemoryStream(), progress = new Throwing() })),
    ];

    [TestCaseSource(nameof(Receivers))]
    public void IsOutcomeUnknown_OfWhatTakesTheResponse_IsTrue(Action<UrlChain> call)
    {
        using var client = new FakePlatform().CreateClient();

        Assert.That(WeChatPayException.IsOutcomeUnknown(Assert.Catch(() => call(client.Chain("v3/x")))!));
    }

    [Test]
    public async Task IsOutcomeUnknown_WhenThePlatformKeyFails_IsTrue([Values] Way way)
    {
        using var key = Merchant.PublicPart(Merchant.PlatformKey);
        using var client = new FakePlatform()
            .CreateClient(options => options.PlatformKeys = new PlatformKeys { [Merchant.PublicKeyId] = key });
        key.Dispose();

        var failure = (await Assert.CatchAsync(() => way.PostAsync(client.Chain("v3/x"))))!;

        Assert.That(failure, Is.Not.InstanceOf<WeChatPayException>());
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
    }

    [Test]
    public async Task IsOutcomeUnknown_WhenTheSinkFailsAfterTheResponse_IsTrue([Values] Way way)
    {
        using var client = new FakePlatform(new FakeResponse { Status = HttpStatusCode.OK }).CreateClient();

        var failure = (await Assert.ThrowsAsync<IOException>(() => way.PostAsync(client.Chain("v3/x"), new { sink = new FullDisk() })))!;

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
    }

    private static HttpRequestException Judged(bool outcomeUnknown) =>
        WeChatPayException.RecordOutcome(new HttpRequestException(), outcomeUnknown);

    private static TestCaseData Call(string name, Action<UrlChain> call) => new TestCaseData(call).SetArgDisplayNames(name);

    private static TestCaseData Case(string name, Exception exception, bool expected) =>
        new(exception) { ExpectedResult = expected, TestName = $"IsOutcomeUnknown_Of{name}" };

    private sealed class WithoutData : Exception
    {
        public override System.Collections.IDictionary Data => null!;
    }

    private sealed class Throwing : IProgress<long>
    {
        public void Report(long value) => throw new InvalidTimeZoneException("A handler of the application.");
    }

    private sealed class ClosesItself : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            Dispose();
            base.Write(buffer, offset, count);
        }
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device.");
    }
}
