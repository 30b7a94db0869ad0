using System.ComponentModel;
using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain.Endpoints;

/// <summary>A part of a documented path. Its members are the segments that follow, and the verbs of the endpoint.</summary>
public abstract class EndpointPath
{
    private protected EndpointPath(UrlChain chain) => UrlChain = chain;

    internal UrlChain UrlChain { get; }

    /// <summary>Appends one or several segments, which need not be documented. What follows is dynamic.</summary>
    /// <param name="segment">An RFC 6570 template, which is used literally.</param>
    public dynamic this[string segment] => UrlChain.Chain(segment);

    /// <summary>Appends one or several segments, which need not be documented.</summary>
    /// <param name="segment">An RFC 6570 template, which is used literally.</param>
    public UrlChain Chain(string segment) => UrlChain.Chain(segment);

    /// <summary>Returns the template of the path.</summary>
    public override string ToString() => UrlChain.ToString();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    /// <param name="options">The other options.</param>
    /// <param name="headers">The option <c>headers</c>.</param>
    /// <param name="baseUri">The option <c>base_uri</c>.</param>
    /// <param name="timeout">The option <c>timeout</c>.</param>
    /// <param name="documentedUri">The only base URL that is documented, or null for any.</param>
    private protected static RequestOptions With(
        RequestOptions options, RequestHeaders? headers, string? baseUri, CallTimeout timeout, string? documentedUri = null)
    {
        options.Headers = headers;
        options.BaseUri = OptionValues.ToUri(baseUri);
        options.Timeout = timeout.Value;
        return documentedUri is null ? options : options.WithDefaultBaseUri(new Uri(documentedUri));
    }

    private protected static T Require<T>(T value, string name)
        where T : class => value ?? throw new ArgumentNullException(name);

    private protected static WeChatPayResponse<TData> Read<TData>(WeChatPayResponse response)
        where TData : ResponseFields, new() => new(response);

    internal static async Task<WeChatPayResponse<TData>> ReadAsync<TData>(Task<WeChatPayResponse> call)
        where TData : ResponseFields, new() => new(await call.ConfigureAwait(false));
}
