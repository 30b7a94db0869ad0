using System.Net;
using System.Text;
using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

/// <summary>WireMock itself, without a client of ours.</summary>
public sealed class WireMockPlatformTests
{
    private const string Target = "/server/a%2Fb/%E4%BC%9A?q=%5B1%5D&r=a+b";

    private readonly HttpClient _client = new();
    private WireMockPlatform _platform = null!;

    private Uri Address => new(_platform.CreateClientOptions().BaseAddress, Target);

    [SetUp]
    public async Task StartAsync() => _platform = await WireMockPlatform.StartAsync();

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _platform.DisposeAsync();
    }

    [Test]
    public async Task AnswerAsync_ARequestThatMatches_GetsTheNewestAnswer()
    {
        await _platform.AnswerAsync(HttpMethod.Get, Target, new Answer(200, "{}"));
        await _platform.AnswerAsync(HttpMethod.Get, Target, new Answer(202, "会员").With("X-Header", "value"));
        await _platform.AnswerAsync(HttpMethod.Post, Target, new Answer(203));

        using var response = await _client.GetAsync(Address);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(response.Headers.GetValues("X-Header"), Is.EqualTo(["value"]));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo("会员"u8.ToArray()));
    }

    [TestCase("/SERVER/a%2Fb/%E4%BC%9A?q=%5B1%5D&r=a+b")]
    [TestCase("/server/a%2Fb/%E4%BC%9Axq=%5B1%5D&r=a+b")]
    [TestCase("/server/a/b/%E4%BC%9A?q=%5B1%5D&r=a+b")]
    [TestCase("/server/a%2Fb/%E4%BC%9A?q=%5B1%5D&r=a%20b")]
    public async Task AnswerAsync_ARequestForAlmostThisTarget_GetsNoAnswer(string target)
    {
        await _platform.AnswerAsync(HttpMethod.Get, Target, new Answer(200, "{}"));

        using var response = await _client.GetAsync(new Uri(Address, target));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task RequestsAsync_ARequestWithoutAnAnswer_IsThereAsItWasSent()
    {
        using var content = new StringContent("""{ "name":"会员" }""", Encoding.UTF8, "application/json");

        using var response = await _client.PostAsync(Address, content);

        var request = (await _platform.RequestsAsync()).Single();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(request.Method, Is.EqualTo(HttpMethod.Post));
        Assert.That(request.Target, Is.EqualTo(Target));
        Assert.That(request.Headers["content-type"], Is.EqualTo("application/json; charset=utf-8"));
        Assert.That(Encoding.UTF8.GetString(request.Body), Is.EqualTo("""{ "name":"会员" }"""));
    }

    [Test]
    public async Task AnswerAsync_InPieces_SendsTheFirstBeforeTheOthers()
    {
        var answer = _platform.Create(new Answer(200, "abcdef")) with { Pieces = 3, PieceInterval = TimeSpan.FromMinutes(5) };
        await _platform.AnswerAsync(HttpMethod.Get, Target, answer);

        using var response = await _client.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[6];

        Assert.That(buffer[..await body.ReadAsync(buffer)], Is.EqualTo("ab"u8.ToArray()));
    }

    [TestCase(nameof(ConnectionFault.Closed), HttpRequestError.ResponseEnded)]
    [TestCase(nameof(ConnectionFault.Reset), HttpRequestError.Unknown)]
    [TestCase(nameof(ConnectionFault.Garbage), HttpRequestError.InvalidResponse)]
    [TestCase(nameof(ConnectionFault.MalformedChunk), HttpRequestError.InvalidResponse)]
    public async Task AnswerAsync_WithAFault_BreaksTheConnectionInThisWay(string name, HttpRequestError error)
    {
        var fault = (ConnectionFault)typeof(ConnectionFault).GetProperty(name)!.GetValue(null)!;
        // A bare HttpClient repeats a GET whose connection closes.
        using var content = new StringContent("{}");
        await _platform.AnswerAsync(HttpMethod.Post, Target, _platform.Create(new Answer(200, "{}")) with { Fault = fault });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => _client.PostAsync(Address, content));

        Assert.That(failure!.HttpRequestError, Is.EqualTo(error), failure.ToString());
        Assert.That(await _platform.RequestsAsync(), Has.Count.EqualTo(1));
    }
}
