using System.Net;
using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Bodies;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bodies;

internal sealed class BodyReaderTests
{
    private static readonly byte[] _plain = Encoding.UTF8.GetBytes("{\"说明\":\"" + new string('长', 50_000) + "\"}");

    [Test]
    public async Task Read_ABodyCompressedForTransport_IsVerifiedDecompressed(
        [Values] Way way, [Values("gzip", "deflate", "br")] string encoding, [Values] bool intoSink)
    {
        var fakeResponse = new FakeResponse { Body = Packed.With(encoding, _plain), SignedBody = _plain };
        await using var server = new LoopbackServer((_, stream, stop) =>
            stream.WriteAsync(LoopbackServer.Wire(fakeResponse, $"Content-Encoding: {encoding}\r\n"), stop).AsTask()).Start();
        using var client = server.CreateClient();
        using var sink = new MemoryStream();

        var response = await way.GetAsync(client.Chain("v3/x"), new { sink = intoSink ? sink : null });

        Assert.That(intoSink ? sink.ToArray() : response.BodyBytes, Is.EqualTo(_plain));
        Assert.That(server.Request.Headers, Does.Not.ContainKey("Accept-Encoding"));
    }

    [Test]
    public async Task Read_ABodySignedInCompressedForm_IsRejected([Values] Way way)
    {
        var fakeResponse = new FakeResponse { Body = Packed.With("gzip", _plain) };
        await using var server = new LoopbackServer((_, stream, stop) =>
            stream.WriteAsync(LoopbackServer.Wire(fakeResponse, "Content-Encoding: gzip\r\n"), stop).AsTask()).Start();
        using var client = server.CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x")));
    }

    [Test]
    public async Task Read_AConnectionThatBreaksInTheBody_IsAnHttpRequestExceptionOfUnknownOutcome(
        [Values] Way way, [Values] bool intoSink, [Values(0, 500)] int arrived)
    {
        var fakeResponse = new FakeResponse { Body = RandomNumberGenerator.GetBytes(arrived) };
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(LoopbackServer.Wire(fakeResponse, announced: 1000), stop);
            stream.Close();
        }).Start();
        using var client = server.CreateClient();
        using var sink = new MemoryStream();

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() =>
            way.PostAsync(client.Chain("v3/x/{id}"), new { id = "secret", sink = intoSink ? sink : null })))!;

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ResponseEnded));
        Assert.That(failure.Message, Does.StartWith("POST v3/x/{id} failed: The response was cut off"));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
        Assert.That(sink.Length, Is.Zero);
    }

    [Test]
    public async Task Read_AnErrorThatBreaksInTheBody_IsAnHttpRequestExceptionToo([Values] Way way)
    {
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(LoopbackServer.Wire(FakeResponse.Error(500, "{\"code\":"), announced: 1000), stop);
            stream.Close();
        }).Start();
        using var client = server.CreateClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x")));
    }

    [Test]
    public async Task Read_ABodyThatCannotBeDecompressed_IsAnHttpRequestExceptionOfUnknownOutcome(
        [Values] Way way, [Values("gzip", "deflate", "br")] string encoding, [Values] bool intoSink)
    {
        var fakeResponse = new FakeResponse { Body = [.. Enumerable.Repeat((byte)0xFF, 200)] };
        await using var server = new LoopbackServer((_, stream, stop) =>
            stream.WriteAsync(LoopbackServer.Wire(fakeResponse, $"Content-Encoding: {encoding}\r\n"), stop).AsTask()).Start();
        using var client = server.CreateClient();
        using var sink = new MemoryStream();

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() =>
            way.PostAsync(client.Chain("v3/x"), new { sink = intoSink ? sink : null })))!;

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
    }

    [Test]
    public async Task Read_ABodyAnnouncedAsTooLarge_IsRejectedUnread([Values] Way way)
    {
        using var client = RespondWith(
            new GeneratedBody(_ => throw new AssertionException("The body was read.")), announced: BodyReader.MaxBytes + 1L).CreateClient();

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.GetAsync(client.Chain("v3/billdownload/file"))))!;

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ConfigurationLimitExceeded));
        Assert.That(failure.Message, Does.Contain("larger than the 64 MiB").And.Contain("'sink'"));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
    }

    // One test for both ways, so that they do not hold the maximum in memory at the same time.
    [Test]
    public async Task Read_ABodyThatTurnsOutTooLarge_IsRejected()
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = RespondWith(GeneratedBody.Zeros(long.MaxValue)).CreateClient();

            var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.GetAsync(client.Chain("v3/billdownload/file"))))!;

            Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ConfigurationLimitExceeded));
        }
    }

    [Test]
    public async Task Read_ABodyOverTheLimitIntoASink_IsWritten([Values] Way way)
    {
        using var client = RespondWith(GeneratedBody.Zeros(BodyReader.MaxBytes + 1L)).CreateClient();

        var response = await way.GetAsync(client.Chain("v3/billdownload/file"), new { sink = Stream.Null });

        Assert.That(response.BodyBytes, Is.Empty);
    }

    private static StubHandler RespondWith(Stream body, long? announced = null) => new(_ => new HttpResponseMessage(HttpStatusCode.OK)
    {
        Content = new StreamContent(body) { Headers = { ContentLength = announced } },
    });
}
