using System.Collections.ObjectModel;
using System.ComponentModel;
using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain;

/// <summary>The options of one call: the options as properties, and the variables of the template through the indexer.</summary>
/// <remarks>
/// The same options can be passed as an anonymous object, a string-keyed dictionary or, on a dynamic chain, named arguments, whose keys are
/// these properties in snake case. A property that is <see langword="null"/> is not set.
/// <para>
/// In a program that is trimmed or compiled ahead of time, <see cref="Json"/>, <see cref="Query"/>, <see cref="Xml"/> and
/// <see cref="Headers"/> take dictionaries, <c>JsonNode</c> and <c>JsonElement</c>, and <see cref="Json"/> also
/// <c>JsonValue.Create(order, MyJson.Default.Order)</c>. Anonymous objects and classes throw an <see cref="ArgumentException"/> there,
/// before anything is sent. The compiler cannot warn about them.
/// </para>
/// </remarks>
/// <example><code>new() { Query = new { organization_id = "1004" }, ["openid"] = "o4GgauInH_RCEdvrrNGrntXDu6D4" }</code></example>
public sealed class RequestOptions
{
    private Dictionary<string, object?>? _variables;

    /// <summary>
    /// Gets or sets the JSON body: any value that System.Text.Json can serialize. Names are written as they are, <see langword="null"/>
    /// members are included, enums are strings, and a <see cref="DateTimeOffset"/> is RFC 3339.
    /// </summary>
    public object? Json { get; set; }

    /// <summary>
    /// Gets or sets the fields of an APIv2 call, flat and in the order in which they are sent. In a GET, they are the query.
    /// </summary>
    public object? Xml { get; set; }

    /// <summary>
    /// Gets or sets the query: an object, a dictionary, or an encoded string. It is appended to the query of the template, if there is one.
    /// </summary>
    public object? Query { get; set; }

    /// <summary>
    /// Gets or sets the headers: an object or a dictionary. They override the defaults. <c>Authorization</c> cannot be set.
    /// </summary>
    public object? Headers { get; set; }

    /// <summary>
    /// Gets or sets the body: a string (UTF-8), bytes, a <see cref="Stream"/> (read from its current position), an
    /// <see cref="HttpContent"/>, or a <see cref="Media.MediaUpload"/>.
    /// </summary>
    public object? Body { get; set; }

    /// <summary>
    /// Gets or sets another host of the platform for this call. <see langword="null"/> (the default) uses the client's <c>BaseAddress</c>.
    /// </summary>
    public Uri? BaseUri { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether to present the merchant certificate (mutual TLS). The default is
    /// <see langword="false"/>.
    /// </summary>
    public bool Security { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether to omit <c>nonce_str</c> from an APIv2 request. The default is <see langword="false"/>.
    /// </summary>
    public bool Nonceless { get; set; }

    /// <summary>
    /// Gets or sets a file path or a writable <see cref="Stream"/> that receives the body of the response, which is then not held in
    /// memory. A file appears under its name only when it is complete and verified.
    /// </summary>
    public object? Sink { get; set; }

    /// <summary>
    /// Gets or sets the receiver of progress: the number of bytes received for <see cref="Sink"/> so far. <see langword="null"/> (the
    /// default) reports nothing.
    /// </summary>
    public IProgress<long>? Progress { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether to accept a response without any signature, such as a file of an endpoint that this
    /// library does not know to be unsigned. The default is <see langword="false"/>. A response with a signature is always verified, see
    /// <see cref="WeChatPayResponse.IsVerified"/>.
    /// </summary>
    /// <remarks>
    /// An attacker who can impersonate the platform can omit the signature, so that only TLS protects such a response. Set this for files
    /// only, never for a response that is acted on.
    /// </remarks>
#pragma warning disable CA1720 // Without a signature, not without a sign.
    public bool Unsigned { get; set; }
#pragma warning restore CA1720

    /// <summary>Gets or sets the timeout of this call. <see langword="null"/> (the default) uses the client's <c>Timeout</c>.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// Gets or sets a value that is ignored, for code ported from PHP. Redirects are never followed, because a signature is valid for one
    /// URL only.
    /// </summary>
    public object? AllowRedirects { get; set; }

    internal IReadOnlyDictionary<string, object?> Variables =>
        (IReadOnlyDictionary<string, object?>?)_variables ?? ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>Gets or sets the value of a variable of the template.</summary>
    /// <param name="variable">The name of the variable, without braces.</param>
    /// <returns>The value, or <see langword="null"/> if it is not set.</returns>
    public object? this[string variable]
    {
        get => _variables?.GetValueOrDefault(variable);
        set => (_variables ??= new(StringComparer.Ordinal))[variable] = value;
    }

    /// <summary>Gets the only base URL that the platform documents for the endpoint, or null for any.</summary>
    internal Uri? DefaultBaseUri { get; private set; }

    /// <summary>
    /// Sets the only base URL that the platform documents for the endpoint. It is used if <see cref="BaseUri"/> is not set. If the client's
    /// <c>BaseAddress</c> is not a host of the platform, such as a sandbox, only the path of the URL is used, appended to
    /// <c>BaseAddress</c>.
    /// </summary>
    /// <param name="uri">The URL.</param>
    /// <returns>The same options.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RequestOptions WithDefaultBaseUri(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        DefaultBaseUri = uri;
        return this;
    }

    /// <summary>Creates a copy of the options with another sink.</summary>
    internal RequestOptions WithSink(object sink)
    {
        var copy = (RequestOptions)MemberwiseClone();
        copy.Sink = sink;
        return copy;
    }

    /// <summary>Reads the options that a caller passed to a verb, in any form.</summary>
    internal static RequestOptions From(object? options) => options switch
    {
        null => new RequestOptions(),
        RequestOptions ready => ready,
        _ => OptionsReader.Read(options),
    };
}
