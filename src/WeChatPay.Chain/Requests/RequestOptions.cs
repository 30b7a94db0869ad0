using System.Collections.ObjectModel;
using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain;

/// <summary>What goes into one call, with the options as properties and the template's variables through the indexer.</summary>
/// <remarks>
/// The same options may be given as an anonymous object, as any string-keyed dictionary or, on a dynamic chain, as named arguments;
/// their keys are these properties in snake case. A property that is null counts as not given.
/// <para>
/// In a program that is trimmed or compiled ahead of time, <see cref="Json"/>, <see cref="Query"/>, <see cref="Xml"/> and
/// <see cref="Headers"/> take dictionaries, <c>JsonNode</c> and <c>JsonElement</c>, and <see cref="Json"/> also
/// <c>JsonValue.Create(order, MyJson.Default.Order)</c>. Anonymous objects and classes are an <see cref="ArgumentException"/> there, before
/// anything is sent. The compiler cannot warn of one that is assigned to a property.
/// </para>
/// </remarks>
/// <example><code>new() { Query = new { organization_id = "1004" }, ["openid"] = "o4GgauInH_RCEdvrrNGrntXDu6D4" }</code></example>
public sealed class RequestOptions
{
    private Dictionary<string, object?>? _variables;

    /// <summary>
    /// The body: anything System.Text.Json serialises. Names are kept as written, null members are written, enums are strings, a
    /// <see cref="DateTimeOffset"/> is RFC 3339.
    /// </summary>
    public object? Json { get; set; }

    /// <summary>The fields of an APIv2 call, flat and in the order in which they are sent; in a GET they are the query.</summary>
    public object? Xml { get; set; }

    /// <summary>An object, a dictionary, or a ready string. It is added to a query that the template already has.</summary>
    public object? Query { get; set; }

    /// <summary>An object or a dictionary of headers; they win over the defaults. <c>Authorization</c> cannot be set: it is the signature.</summary>
    public object? Headers { get; set; }

    /// <summary>The body as a string (UTF-8), bytes, a <see cref="Stream"/> (from where it stands), an <see cref="HttpContent"/>, or a <see cref="Media.MediaUpload"/>.</summary>
    public object? Body { get; set; }

    /// <summary>Another of the platform's hosts, for this call alone. Null for the client's <c>BaseAddress</c>.</summary>
    public Uri? BaseUri { get; set; }

    /// <summary>Whether the merchant certificate is presented over mutual TLS. Default: no.</summary>
    public bool Security { get; set; }

    /// <summary>APIv2: whether <c>nonce_str</c> is left out. Default: no.</summary>
    public bool Nonceless { get; set; }

    /// <summary>
    /// A file path or a writable <see cref="Stream"/> that takes the answer's body, which is then not held in memory. A file
    /// appears under its name only when it is complete and verified.
    /// </summary>
    public object? Sink { get; set; }

    /// <summary>Gets how many bytes for <see cref="Sink"/> have been received so far, with each piece that arrives. Null, the default, for nobody.</summary>
    public IProgress<long>? Progress { get; set; }

    /// <summary>
    /// Whether a response that has no signature at all is accepted, such as a file of an endpoint that this library does not know to be
    /// unsigned. Default: no. A response that has a signature is verified all the same; <see cref="WeChatPayResponse.IsVerified"/> tells.
    /// </summary>
    /// <remarks>
    /// Whoever can answer in the platform's place can leave a signature out, and then only TLS proves the sender. Set it for files, and
    /// never for a call whose response is acted on.
    /// </remarks>
#pragma warning disable CA1720 // Without a signature, not without a sign.
    public bool Unsigned { get; set; }
#pragma warning restore CA1720

    /// <summary>How long this call may take. Null for the client's <c>Timeout</c>.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Accepted for ported lines, without effect: redirects are never followed, because a signature is for one URL.</summary>
    public object? AllowRedirects { get; set; }

    internal IReadOnlyDictionary<string, object?> Variables => (IReadOnlyDictionary<string, object?>?)_variables ?? ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>The value of a variable of the template.</summary>
    /// <param name="variable">The name between the braces.</param>
    /// <returns>The value; null when none was given.</returns>
    public object? this[string variable]
    {
        get => _variables?.GetValueOrDefault(variable);
        set => (_variables ??= new(StringComparer.Ordinal))[variable] = value;
    }

    /// <summary>The same options, with another sink; the caller's stay as they are.</summary>
    internal RequestOptions WithSink(object sink)
    {
        var copy = (RequestOptions)MemberwiseClone();
        copy.Sink = sink;
        return copy;
    }

    /// <summary>Reads whatever a caller handed to a verb.</summary>
    internal static RequestOptions From(object? options) => options switch
    {
        null => new RequestOptions(),
        RequestOptions ready => ready,
        _ => OptionsReader.Read(options),
    };
}
