using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Sinks;

namespace WeChatPay.Chain.Calls;

/// <summary>The request of a call, except for the signature, which each attempt creates. Immutable.</summary>
internal sealed record CallRequest
{
    /// <summary>Replaces a query that is part of the chain, in a <see cref="Template"/>.</summary>
    public const string QueryLeftOut = "?…";

    /// <summary>The merchant that makes the call, for logs and telemetry.</summary>
    public required string MerchantId { get; init; }

    public required ApiVersion Version { get; init; }

    /// <summary>Who signs the request; <see langword="null"/> for a client that makes only APIv2 calls.</summary>
    public SigningIdentity? SignedBy { get; init; }

    public required HttpMethod Method { get; init; }

    /// <summary>The URL, sent and signed character for character.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The chain as a template. It identifies the call in messages, without the values of variables and without a query.</summary>
    public required string Template { get; init; }

    public required HttpContent? Content { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Receives the body of the response; <see langword="null"/> to hold the body in memory.</summary>
    public ResponseSink? Sink { get; init; }

    /// <summary>Reports the number of bytes that <see cref="Sink"/> has received; <see langword="null"/> reports nothing.</summary>
    public IProgress<long>? Progress { get; init; }

    public required TimeSpan Timeout { get; init; }

    /// <summary>The maximum duration of a call whose response goes into a <see cref="Sink"/>.</summary>
    public TimeSpan DownloadTimeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>The maximum size of a body for a <see cref="Sink"/>, in bytes.</summary>
    public long MaxDownloadSize { get; init; } = long.MaxValue;

    /// <summary>Whether connections present the merchant certificate.</summary>
    public bool Security { get; init; }

    /// <summary>Whether a response without any signature is accepted.</summary>
    public bool Unsigned { get; init; }

    /// <summary>
    /// Reads the keys that verify the response from its own body, for the download of platform certificates. <see langword="null"/> for
    /// other calls.
    /// </summary>
    public Func<byte[], IVerificationKeys>? KeysInResponse { get; init; }

    public override string ToString() => $"{Method} {Template}";
}
