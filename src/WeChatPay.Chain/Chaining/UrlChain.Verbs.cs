using System.Diagnostics.CodeAnalysis;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.UriTemplates;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

public partial class UrlChain
{
    /// <summary>Sends a GET.</summary><param name="options">See the remarks of <see cref="UrlChain"/>.</param><returns>The verified answer.</returns>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public WeChatPayResponse Get(object? options) => Send(HttpMethod.Get, options);

    /// <inheritdoc cref="Get(object?)"/>
    public WeChatPayResponse Get(RequestOptions? options = null) => Send(HttpMethod.Get, options);

    /// <summary>Sends a GET.</summary><param name="options">See the remarks of <see cref="UrlChain"/>.</param><param name="cancellationToken">Gives the call up; whether it took effect is unknown then.</param><returns>The verified answer.</returns>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task<WeChatPayResponse> GetAsync(object? options, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Get, options, cancellationToken);

    /// <inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> GetAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Get, options, cancellationToken);

    /// <summary>Sends a PUT.</summary><inheritdoc cref="Get(object?)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public WeChatPayResponse Put(object? options) => Send(HttpMethod.Put, options);

    /// <inheritdoc cref="Put(object?)"/>
    public WeChatPayResponse Put(RequestOptions? options = null) => Send(HttpMethod.Put, options);

    /// <summary>Sends a PUT.</summary><inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task<WeChatPayResponse> PutAsync(object? options, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Put, options, cancellationToken);

    /// <inheritdoc cref="PutAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> PutAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Put, options, cancellationToken);

    /// <summary>Sends a POST.</summary><inheritdoc cref="Get(object?)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public WeChatPayResponse Post(object? options) => Send(HttpMethod.Post, options);

    /// <inheritdoc cref="Post(object?)"/>
    public WeChatPayResponse Post(RequestOptions? options = null) => Send(HttpMethod.Post, options);

    /// <summary>Sends a POST.</summary><inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task<WeChatPayResponse> PostAsync(object? options, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Post, options, cancellationToken);

    /// <inheritdoc cref="PostAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> PostAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Post, options, cancellationToken);

    /// <summary>Sends a PATCH.</summary><inheritdoc cref="Get(object?)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public WeChatPayResponse Patch(object? options) => Send(HttpMethod.Patch, options);

    /// <inheritdoc cref="Patch(object?)"/>
    public WeChatPayResponse Patch(RequestOptions? options = null) => Send(HttpMethod.Patch, options);

    /// <summary>Sends a PATCH.</summary><inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task<WeChatPayResponse> PatchAsync(object? options, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Patch, options, cancellationToken);

    /// <inheritdoc cref="PatchAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> PatchAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Patch, options, cancellationToken);

    /// <summary>Sends a DELETE.</summary><inheritdoc cref="Get(object?)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public WeChatPayResponse Delete(object? options) => Send(HttpMethod.Delete, options);

    /// <inheritdoc cref="Delete(object?)"/>
    public WeChatPayResponse Delete(RequestOptions? options = null) => Send(HttpMethod.Delete, options);

    /// <summary>Sends a DELETE.</summary><inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task<WeChatPayResponse> DeleteAsync(object? options, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Delete, options, cancellationToken);

    /// <inheritdoc cref="DeleteAsync(object?, CancellationToken)"/>
    public Task<WeChatPayResponse> DeleteAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Delete, options, cancellationToken);

    private WeChatPayResponse Send(HttpMethod method, object? options)
    {
        PreparedRequest request;
        try
        {
            request = PrepareWithKeys(method, RequestOptions.From(options));
        }
        catch (Exception exception)
        {
            WeChatPayException.RecordOutcome(exception, outcomeUnknown: false);
            throw;
        }
        return _transport.Send(request);
    }

    // The transport's failures are in its task: only those of the preparation are thrown here.
    private Task<WeChatPayResponse> SendAsync(HttpMethod method, object? options, CancellationToken cancellationToken)
    {
        RequestOptions? read = null;
        try
        {
            return _transport.SendAsync(Prepare(method, read = RequestOptions.From(options)), cancellationToken);
        }
        catch (CertificatesMissingException)
        {
            return SendAfterDownloadAsync(method, read!, cancellationToken);
        }
        catch (Exception exception)
        {
            WeChatPayException.RecordOutcome(exception, outcomeUnknown: false);
            throw;
        }
    }

    private async Task<WeChatPayResponse> SendAfterDownloadAsync(HttpMethod method, RequestOptions options, CancellationToken cancellationToken)
    {
        PreparedRequest request;
        try
        {
            await _requests.Keys.EnsureAsync(cancellationToken).ConfigureAwait(false);
            request = Prepare(method, options);
        }
        catch (Exception exception)
        {
            WeChatPayException.RecordOutcome(exception, outcomeUnknown: false);
            throw;
        }
        return await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private PreparedRequest PrepareWithKeys(HttpMethod method, RequestOptions options)
    {
        try
        {
            return Prepare(method, options);
        }
        catch (CertificatesMissingException)
        {
            _requests.Keys.Ensure();
            return Prepare(method, options);
        }
    }

    private PreparedRequest Prepare(HttpMethod method, RequestOptions options)
    {
        var template = _template ??= UriTemplate.Parse(_text);
        return _requests.Create(method, template.Label, TargetExpansion.Expand(template, options), options);
    }
}
