using System.Collections.Immutable;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>What WireMock answers, byte for byte and header for header.</summary>
public sealed record WireMockAnswer(int Status, byte[] Body, ImmutableDictionary<string, string> Headers)
{
    /// <summary>How long the server waits before it answers.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>In how many pieces the body is sent; 0 leaves it to the server.</summary>
    public int Pieces { get; init; }

    /// <summary>How long the server pauses between two pieces.</summary>
    public TimeSpan PieceInterval { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The way in which the connection breaks instead, by WireMock's name for it; null when it does not.</summary>
    public string? Fault { get; init; }

    public WireMockAnswer With(string header, string value) => this with { Headers = Headers.SetItem(header, value) };

    public WireMockAnswer Without(params IEnumerable<string> headers) => this with { Headers = Headers.RemoveRange(headers) };

    /// <summary>WireMock's JSON for it: https://wiremock.org/docs/stubbing/.</summary>
    public object ToStub() => new
    {
        status = Status,
        headers = Headers,
        base64Body = Convert.ToBase64String(Body),
        fixedDelayMilliseconds = (int)Delay.TotalMilliseconds,
        fault = Fault,
        chunkedDribbleDelay = Pieces == 0 ? null : new { numberOfChunks = Pieces, totalDuration = (int)(Pieces * PieceInterval).TotalMilliseconds },
    };
}
