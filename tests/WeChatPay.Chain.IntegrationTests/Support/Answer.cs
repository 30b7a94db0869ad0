using System.Collections.Immutable;
using System.Text;

namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>What a platform answers, byte for byte. Unsigned unless a platform signed it.</summary>
public sealed record Answer(int Status, byte[] Body)
{
    public Answer(int status, string body)
        : this(status, Encoding.UTF8.GetBytes(body))
    {
    }

    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long the server waits before it answers.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>In how many pieces the body is sent; 0 leaves it to the server.</summary>
    public int Pieces { get; init; }

    /// <summary>How long the server pauses between two pieces.</summary>
    public TimeSpan PieceInterval { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The way in which the connection breaks instead, by WireMock's name for it; null when it does not.</summary>
    public string? Fault { get; init; }

    public Answer With(string header, string value) => this with { Headers = Headers.SetItem(header, value) };

    public Answer Without(string header) => this with { Headers = Headers.Remove(header) };
}
