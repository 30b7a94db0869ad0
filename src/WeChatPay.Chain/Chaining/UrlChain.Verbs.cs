using WeChatPay.Chain.Chaining;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain;

public partial class UrlChain
{
    /// <summary>Sends a GET.</summary><param name="options">See the remarks of <see cref="UrlChain"/>.</param><returns>The verified answer.</returns>
    public WeChatPayResponse Get(object? options = null) => Send(HttpMethod.Get, RequestOptions.From(options));

    /// <inheritdoc cref="Get(object?)"/>
    public WeChatPayResponse Get(RequestOptions? options) => Send(HttpMethod.Get, RequestOptions.From(options));

    /// <summary>Sends a GET.</summary><param name="options">See the remarks of <see cref="UrlChain"/>.</param><param name="cancellationToken">Gives the call up; whether it took effect is unknown then.</param><returns>The verified answer.</returns>
    public Task<WeChatPayResponse> GetAsync(object? options = null, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Get, RequestOptions.From(options), cancellationToken);

    /// <inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> GetAsync(RequestOptions? options, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Get, RequestOptions.From(options), cancellationToken);

    /// <summary>Sends a PUT.</summary><inheritdoc cref="Get(object?)"/>
    public WeChatPayResponse Put(object? options = null) => Send(HttpMethod.Put, RequestOptions.From(options));

    /// <inheritdoc cref="Put(object?)"/>
    public WeChatPayResponse Put(RequestOptions? options) => Send(HttpMethod.Put, RequestOptions.From(options));

    /// <summary>Sends a PUT.</summary><inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> PutAsync(object? options = null, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Put, RequestOptions.From(options), cancellationToken);

    /// <inheritdoc cref="PutAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> PutAsync(RequestOptions? options, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Put, RequestOptions.From(options), cancellationToken);

    /// <summary>Sends a POST.</summary><inheritdoc cref="Get(object?)"/>
    public WeChatPayResponse Post(object? options = null) => Send(HttpMethod.Post, RequestOptions.From(options));

    /// <inheritdoc cref="Post(object?)"/>
    public WeChatPayResponse Post(RequestOptions? options) => Send(HttpMethod.Post, RequestOptions.From(options));

    /// <summary>Sends a POST.</summary><inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> PostAsync(object? options = null, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Post, RequestOptions.From(options), cancellationToken);

    /// <inheritdoc cref="PostAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> PostAsync(RequestOptions? options, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Post, RequestOptions.From(options), cancellationToken);

    /// <summary>Sends a PATCH.</summary><inheritdoc cref="Get(object?)"/>
    public WeChatPayResponse Patch(object? options = null) => Send(HttpMethod.Patch, RequestOptions.From(options));

    /// <inheritdoc cref="Patch(object?)"/>
    public WeChatPayResponse Patch(RequestOptions? options) => Send(HttpMethod.Patch, RequestOptions.From(options));

    /// <summary>Sends a PATCH.</summary><inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> PatchAsync(object? options = null, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Patch, RequestOptions.From(options), cancellationToken);

    /// <inheritdoc cref="PatchAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> PatchAsync(RequestOptions? options, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Patch, RequestOptions.From(options), cancellationToken);

    /// <summary>Sends a DELETE.</summary><inheritdoc cref="Get(object?)"/>
    public WeChatPayResponse Delete(object? options = null) => Send(HttpMethod.Delete, RequestOptions.From(options));

    /// <inheritdoc cref="Delete(object?)"/>
    public WeChatPayResponse Delete(RequestOptions? options) => Send(HttpMethod.Delete, RequestOptions.From(options));

    /// <summary>Sends a DELETE.</summary><inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> DeleteAsync(object? options = null, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Delete, RequestOptions.From(options), cancellationToken);

    /// <inheritdoc cref="DeleteAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> DeleteAsync(RequestOptions? options, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Delete, RequestOptions.From(options), cancellationToken);

    private WeChatPayResponse Send(HttpMethod method, RequestOptions options)
    {
        try
        {
            return _transport.Send(Prepare(method, options));
        }
        catch (CertificatesMissingException)
        {
            _requests.Keys.Ensure();
            return _transport.Send(Prepare(method, options));
        }
    }

    private Task<WeChatPayResponse> SendAsync(HttpMethod method, RequestOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return _transport.SendAsync(Prepare(method, options), cancellationToken);
        }
        catch (CertificatesMissingException)
        {
            return SendAfterDownloadAsync(method, options, cancellationToken);
        }
    }

    private async Task<WeChatPayResponse> SendAfterDownloadAsync(HttpMethod method, RequestOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await _requests.Keys.EnsureAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            WeChatPayException.SetNotUnderWay(exception);
            throw;
        }
        return await _transport.SendAsync(Prepare(method, options), cancellationToken).ConfigureAwait(false);
    }

    private PreparedRequest Prepare(HttpMethod method, RequestOptions options)
    {
        var template = _template ??= UriTemplate.Parse(_text);
        return _requests.Create(method, template.Label, TargetExpansion.Expand(template, options), options);
    }
}
