using System.Net;
using System.Text;
using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

/// <summary>Tests the WireMock platform itself, with a plain <see cref="HttpClient"/>.</summary>
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
    public async Task RespondAsync_MatchingRequest_GetsTheNewestResponse()
    {
        await _platform.RespondAsync(HttpMethod.Get, Target, new CannedResponse(200, "{}"));
        await _platform.RespondAsync(HttpMethod.Get, Target, new CannedResponse(202, "会员").With("X-Header", "value"));
        await _platform.RespondAsync(HttpMethod.Post, Target, new CannedResponse(203));

        using var response = await _client.GetAsync(Address);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(response.Headers.GetValues("X-Header"), Is.EqualTo(["value"]));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo("会员"u8.ToArray()));
    }

    [TestCase("/SERVER/a%2Fb/%E4%BC%9A?q=%5B1%5D&r=a+b")]
    [TestCase("/server/a%2Fb/%E4%BC%9Axq=%5B1%5D&r=a+b")]
    [TestCase("/server/a/b/%E4%BC%9A?q=%5B1%5D&r=a+b")]
    [TestCase("/server/a%2Fb/%E4%BC%9A?q=%5B1%5D&r=a%20b")]
    public async Task RespondAsync_SimilarTarget_DoesNotMatch(string target)
    {
        await _platform.RespondAsync(HttpMethod.Get, Target, new CannedResponse(200, "{}"));

        using var response = await _client.GetAsync(new Uri(Address, target));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task RequestsAsync_UnmatchedRequest_IsRecordedAsSent()
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
    public async Task RespondAsync_InPieces_SendsTheFirstImmediately()
    {
        var canned = _platform.Create(new CannedResponse(200, "abcdef")) with { Pieces = 3, PieceInterval = TimeSpan.FromMinutes(5) };
        await _platform.RespondAsync(HttpMethod.Get, Target, canned);

        using var response = await _client.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[6];

        Assert.That(buffer[..await body.ReadAsync(buffer)], Is.EqualTo("ab"u8.ToArray()));
    }

    [TestCase(nameof(ConnectionFault.Closed), HttpRequestError.ResponseEnded)]
    [TestCase(nameof(ConnectionFault.Reset), HttpRequestError.Unknown)]
    [TestCase(nameof(ConnectionFault.Garbage), HttpRequestError.InvalidResponse)]
    [TestCase(nameof(ConnectionFault.MalformedChunk), HttpRequestError.InvalidResponse)]
    public async Task RespondAsync_WithAFault_BreaksTheConnection(string name, HttpRequestError error)
    {
        var fault = (ConnectionFault)typeof(ConnectionFault).GetProperty(name)!.GetValue(null)!;
        // HttpClient itself retries a GET whose connection closes.
        using var content = new StringContent("{}");
        await _platform.RespondAsync(HttpMethod.Post, Target, _platform.Create(new CannedResponse(200, "{}")) with { Fault = fault });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => _client.PostAsync(Address, content));

        Assert.That(failure.HttpRequestError, Is.EqualTo(error), failure.ToString());
        Assert.That(await _platform.RequestsAsync(), Has.Count.EqualTo(1));
    }
}
