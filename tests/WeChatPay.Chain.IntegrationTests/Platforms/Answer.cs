using System.Collections.Immutable;
using System.Text;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>What a platform answers. It signs a 2xx as the real one does, and adds a <c>Request-ID</c>.</summary>
public sealed record Answer(int Status, byte[] Body)
{
    public Answer(int status, string body = "")
        : this(status, Encoding.UTF8.GetBytes(body))
    {
    }

    /// <summary>Headers beside those that a platform adds.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with it.</summary>
    public Flaw Flaw { get; init; }

    /// <summary>The one header of the signature that is left out; null for none.</summary>
    public string? MissingHeader { get; init; }

    /// <summary>How old the platform says that it is; negative for one from the future.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>How long the platform waits before it answers.</summary>
    public TimeSpan Delay { get; init; }

    public bool IsSigned => Status is >= 200 and < 300 && Flaw != Flaw.NotSigned;

    public Answer With(string header, string value) => this with { Headers = Headers.SetItem(header, value) };
}
