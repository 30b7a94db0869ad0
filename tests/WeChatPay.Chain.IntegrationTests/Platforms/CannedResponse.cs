using System.Collections.Immutable;
using System.Text;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>A response of a platform, which signs it when the status is 2xx and adds a <c>Request-ID</c>.</summary>
public sealed record CannedResponse(int Status, byte[] Body)
{
    public CannedResponse(int status, string body = "")
        : this(status, Encoding.UTF8.GetBytes(body))
    {
    }

    /// <summary>The headers besides those that the platform adds.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The defect of the response.</summary>
    public Flaw Flaw { get; init; }

    /// <summary>The signature header to leave out; null to send all.</summary>
    public string? MissingHeader { get; init; }

    /// <summary>The age of the timestamp; negative for one in the future.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>How long the platform waits before it responds.</summary>
    public TimeSpan Delay { get; init; }

    public bool IsSigned => Status is >= 200 and < 300 && Flaw != Flaw.NotSigned;

    public CannedResponse With(string header, string value) => this with { Headers = Headers.SetItem(header, value) };
}
