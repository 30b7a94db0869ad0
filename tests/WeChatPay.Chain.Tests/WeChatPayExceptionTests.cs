using System.Net;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests;

internal sealed class WeChatPayExceptionTests
{
    private static IEnumerable<TestCaseData> Exceptions =>
    [
        Case("ConnectionRefused", new HttpRequestException(HttpRequestError.ConnectionError), false),
        Case("NoSuchHost", new HttpRequestException(HttpRequestError.NameResolutionError), false),
        Case("NoTls", new HttpRequestException(HttpRequestError.SecureConnectionError), false),
        Case("NoTunnel", new HttpRequestException(HttpRequestError.ProxyTunnelError), false),
        Case("AnswerBrokeOff", new HttpRequestException(HttpRequestError.ResponseEnded), true),
        Case("AnswerIsNoHttp", new HttpRequestException(HttpRequestError.InvalidResponse), true),
        Case("AnswerTooLarge", new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), true),
        Case("NetworkWithoutAReason", new HttpRequestException("reset"), true),
        Case("Timeout", new TimeoutException(), true),
        Case("Cancellation", new TaskCanceledException(), true),
        Case("SinkFailed", new IOException("No space left on device"), true),
        Case("SinkNotAllowed", new UnauthorizedAccessException(), true),
        Case("BlockingWait", new AggregateException(new TimeoutException()), true),
        Case("BlockingWaitOnAnOption", new AggregateException(new ArgumentException("option")), false),
        Case("Option", new ArgumentException("option"), false),
        Case("DisposedClient", new ObjectDisposedException("client"), false),
        Case("Unverified", new WeChatPaySignatureException(SignatureFailure.Mismatch, "", outcomeUnknown: true), true),
        Case("UnverifiedNotification", new WeChatPaySignatureException(SignatureFailure.Mismatch, ""), false),
        Case("Undecrypted", new WeChatPayDecryptionException(""), false),
    ];

    [TestCaseSource(nameof(Exceptions))]
    public bool IsOutcomeUnknown_Of(Exception exception) => WeChatPayException.IsOutcomeUnknown(exception);

    [Test]
    public void IsOutcomeUnknown_OfNull_IsAnArgumentException() => Assert.That(() => WeChatPayException.IsOutcomeUnknown(null!), Throws.ArgumentNullException);

    [TestCase(400, ExpectedResult = false)]
    [TestCase(500, ExpectedResult = true)]
    public bool IsOutcomeUnknown_OfAnAnswer(int status)
    {
        using var client = new FakePlatform(Answer.Error(status, "")).CreateClient();

        return WeChatPayException.IsOutcomeUnknown(Assert.ThrowsAsync<WeChatPayApiException>(() => client.Chain("v3/x").GetAsync())!);
    }

    [Test]
    public void IsOutcomeUnknown_WhenTheSinkFailsAfterTheAnswer_IsTrue([Values] Way way)
    {
        using var client = new FakePlatform(new Answer { Status = HttpStatusCode.OK }).CreateClient();

        var failure = Assert.ThrowsAsync<IOException>(() => way.PostAsync(client.Chain("v3/x"), new { sink = new FullDisk() }))!;

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
    }

    private static TestCaseData Case(string name, Exception exception, bool expected) => new(exception) { ExpectedResult = expected, TestName = $"IsOutcomeUnknown_Of{name}" };

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("No space left on device.");
    }
}
