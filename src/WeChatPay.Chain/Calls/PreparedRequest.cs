using WeChatPay.Chain.Algorithms;

namespace WeChatPay.Chain.Calls;

/// <summary>One call, complete but for its signature: what each step on the way to the network reads.</summary>
internal sealed class PreparedRequest
{
    /// <summary>Stands in a <see cref="Template"/> for a query that the caller has written out.</summary>
    public const string QueryLeftOut = "?…";

    private static readonly HttpRequestOptionsKey<PreparedRequest> _key = new("WeChatPay.Chain.PreparedRequest");

    /// <summary>Whose call it is, in logs and telemetry.</summary>
    public required string MerchantId { get; init; }

    public required ApiVersion Version { get; init; }

    /// <summary>Null where APIv3 requests cannot be signed.</summary>
    public SigningIdentity? SignedBy { get; init; }

    public required HttpMethod Method { get; init; }

    /// <summary>Sent and signed as it is written, character for character.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The chain as a template: names the call in messages without any value of a variable, and without a query that is written out.</summary>
    public required string Template { get; init; }

    public required HttpContent? Content { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>A file path or a writable stream that takes the answer's body; null to keep the body in memory.</summary>
    public object? Sink { get; init; }

    /// <summary>Gets how many bytes have come into <see cref="Sink"/>; null for nobody.</summary>
    public IProgress<long>? Progress { get; init; }

    public required TimeSpan Timeout { get; init; }

    /// <summary>How long a call whose response goes into a <see cref="Sink"/> may take in all.</summary>
    public TimeSpan DownloadTimeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>How many bytes a <see cref="Sink"/> takes.</summary>
    public long MaxDownloadSize { get; init; } = long.MaxValue;

    /// <summary>Whether the merchant certificate is presented.</summary>
    public bool Security { get; init; }

    /// <summary>Whether a response without any signature is accepted.</summary>
    public bool Unsigned { get; init; }

    /// <summary>Finds in the answer's own body the keys that verify it: how the first platform certificates come. Null for every other call.</summary>
    public Func<byte[], IVerificationKeys>? KeysInAnswer { get; set; }

    /// <summary>Runs from sending to the last byte; null before the call is sent.</summary>
    public Deadline? Deadline { get; set; }

    /// <summary>Its client's; null before the call is sent.</summary>
    public ConnectionHistory? History { get; set; }

    /// <summary>How often the call was sent again, as far as it was traced.</summary>
    public int Resends { get; set; }

    /// <summary>Whether an attempt before the current one may have taken effect.</summary>
    public bool MayHaveTakenEffect { get; set; }

    /// <summary>Whether the current attempt was given to the network. Until then it is being signed, or waits, and has no effect.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Whether a byte of the current attempt may have left: its content began to be written, or a response arrived.</summary>
    public bool MayHaveLeft { get; private set; }

    /// <summary>Whether the caller's stream has got a part of an answer, so that no other answer may follow.</summary>
    public bool SinkHasBytes { get; set; }

    /// <summary>Whether the sockets may have sent the current attempt before, over a connection that the server closed without a response.</summary>
    public bool MayHaveBeenResent => Content is null && History is { HasConnected: true };

    /// <returns>Null for a message that no chain has made.</returns>
    public static PreparedRequest? Find(HttpRequestMessage message) => message.Options.TryGetValue(_key, out var request) ? request : null;

    public static PreparedRequest Of(HttpRequestMessage message) =>
        Find(message) ?? throw new InvalidOperationException("The message was not made by a chain.");

    /// <summary>The current attempt is given to the network.</summary>
    public void Depart() => IsUnderWay = true;

    /// <summary>From here on no failure can prove that the server did not see the request.</summary>
    public void Leave()
    {
        MayHaveLeft = true;
        History?.NoteConnection();
    }

    /// <summary>Another attempt follows, of which nothing has left yet.</summary>
    public void BeginAnotherAttempt()
    {
        IsUnderWay = false;
        MayHaveLeft = false;
    }

    public void Attach(HttpRequestMessage message) => message.Options.Set(_key, this);

    public override string ToString() => $"{Method} {Template}";
}
