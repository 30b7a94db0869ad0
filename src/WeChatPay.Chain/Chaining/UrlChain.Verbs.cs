using System.Diagnostics.CodeAnalysis;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.UriTemplates;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

public partial class UrlChain
{
    /// <summary>Sends a GET request.</summary>
    /// <param name="options">The options: see the remarks of <see cref="UrlChain"/>. <see langword="null"/> for none.</param>
    /// <returns>The verified response.</returns>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public virtual WeChatPayResponse Get(object? options) => Send(HttpMethod.Get, options);

    /// <inheritdoc cref="Get(object?)"/>
    public virtual WeChatPayResponse Get(RequestOptions? options = null) => Send(HttpMethod.Get, options);

    /// <summary>Sends a GET request.</summary>
    /// <param name="options">The options: see the remarks of <see cref="UrlChain"/>. <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the call. The request may still take effect.</param>
    /// <returns>The verified response.</returns>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public virtual Task<WeChatPayResponse> GetAsync(object? options, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, options, cancellationToken);

    /// <inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    public virtual Task<WeChatPayResponse> GetAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, options, cancellationToken);

    /// <summary>Sends a PUT request.</summary>
    /// <inheritdoc cref="Get(object?)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public virtual WeChatPayResponse Put(object? options) => Send(HttpMethod.Put, options);

    /// <inheritdoc cref="Put(object?)"/>
    public virtual WeChatPayResponse Put(RequestOptions? options = null) => Send(HttpMethod.Put, options);

    /// <summary>Sends a PUT request.</summary>
    /// <inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public virtual Task<WeChatPayResponse> PutAsync(object? options, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, options, cancellationToken);

    /// <inheritdoc cref="PutAsync(object?, CancellationToken)"/>
    public virtual Task<WeChatPayResponse> PutAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, options, cancellationToken);

    /// <summary>Sends a POST request.</summary>
    /// <inheritdoc cref="Get(object?)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public virtual WeChatPayResponse Post(object? options) => Send(HttpMethod.Post, options);

    /// <inheritdoc cref="Post(object?)"/>
    public virtual WeChatPayResponse Post(RequestOptions? options = null) => Send(HttpMethod.Post, options);

    /// <summary>Sends a POST request.</summary>
    /// <inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public virtual Task<WeChatPayResponse> PostAsync(object? options, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, options, cancellationToken);

    /// <inheritdoc cref="PostAsync(object?, CancellationToken)"/>
    public virtual Task<WeChatPayResponse> PostAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, options, cancellationToken);

    /// <summary>Sends a PATCH request.</summary>
    /// <inheritdoc cref="Get(object?)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public virtual WeChatPayResponse Patch(object? options) => Send(HttpMethod.Patch, options);

    /// <inheritdoc cref="Patch(object?)"/>
    public virtual WeChatPayResponse Patch(RequestOptions? options = null) => Send(HttpMethod.Patch, options);

    /// <summary>Sends a PATCH request.</summary>
    /// <inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public virtual Task<WeChatPayResponse> PatchAsync(object? options, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, options, cancellationToken);

    /// <inheritdoc cref="PatchAsync(object?, CancellationToken)"/>
    public virtual Task<WeChatPayResponse> PatchAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, options, cancellationToken);

    /// <summary>Sends a DELETE request.</summary>
    /// <inheritdoc cref="Get(object?)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public virtual WeChatPayResponse Delete(object? options) => Send(HttpMethod.Delete, options);

    /// <inheritdoc cref="Delete(object?)"/>
    public virtual WeChatPayResponse Delete(RequestOptions? options = null) => Send(HttpMethod.Delete, options);

    /// <summary>Sends a DELETE request.</summary>
    /// <inheritdoc cref="GetAsync(object?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public virtual Task<WeChatPayResponse> DeleteAsync(object? options, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, options, cancellationToken);

    /// <inheritdoc cref="DeleteAsync(object?, CancellationToken)"/>
    public virtual Task<WeChatPayResponse> DeleteAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, options, cancellationToken);

    private WeChatPayResponse Send(HttpMethod method, object? options) =>
        _transport.SendAsync(CreateRequestAsync(method, options, isAsync: false, default).GetCompleted(), isAsync: false, default)
            .GetCompleted();

    // Exceptions for invalid arguments are thrown here; later ones are stored in the task.
    private Task<WeChatPayResponse> SendAsync(HttpMethod method, object? options, CancellationToken cancellationToken)
    {
        var request = CreateRequestAsync(method, options, isAsync: true, cancellationToken);
        return request.IsCompleted
            ? _transport.SendAsync(request.GetCompleted(), isAsync: true, cancellationToken).AsTask()
            : SendWhenCreatedAsync(request, cancellationToken);
    }

    private async Task<WeChatPayResponse> SendWhenCreatedAsync(ValueTask<CallRequest> creation, CancellationToken cancellationToken)
    {
        var request = await creation.ConfigureAwait(false);
        return await _transport.SendAsync(request, isAsync: true, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CallRequest> CreateRequestAsync(
        HttpMethod method, object? options, bool isAsync, CancellationToken cancellationToken)
    {
        try
        {
            var template = _template ??= UriTemplate.Parse(_text);
            return await _requests.CreateAsync(method, template, RequestOptions.From(options), isAsync, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            WeChatPayException.RecordOutcome(exception, outcomeUnknown: false);
            throw;
        }
    }
}
