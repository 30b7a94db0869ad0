using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>The verbs, which a client inherits but which need a path first: completion lists show them on a chain only.</summary>
public sealed partial class WeChatPayClient
{
    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public override WeChatPayResponse Get(object? options) => base.Get(options);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override WeChatPayResponse Get(RequestOptions? options = null) => base.Get(options);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public override Task<WeChatPayResponse> GetAsync(object? options, CancellationToken cancellationToken = default) =>
        base.GetAsync(options, cancellationToken);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override Task<WeChatPayResponse> GetAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetAsync(options, cancellationToken);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public override WeChatPayResponse Put(object? options) => base.Put(options);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override WeChatPayResponse Put(RequestOptions? options = null) => base.Put(options);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public override Task<WeChatPayResponse> PutAsync(object? options, CancellationToken cancellationToken = default) =>
        base.PutAsync(options, cancellationToken);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override Task<WeChatPayResponse> PutAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        base.PutAsync(options, cancellationToken);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public override WeChatPayResponse Post(object? options) => base.Post(options);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override WeChatPayResponse Post(RequestOptions? options = null) => base.Post(options);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public override Task<WeChatPayResponse> PostAsync(object? options, CancellationToken cancellationToken = default) =>
        base.PostAsync(options, cancellationToken);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override Task<WeChatPayResponse> PostAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        base.PostAsync(options, cancellationToken);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public override WeChatPayResponse Patch(object? options) => base.Patch(options);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override WeChatPayResponse Patch(RequestOptions? options = null) => base.Patch(options);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public override Task<WeChatPayResponse> PatchAsync(object? options, CancellationToken cancellationToken = default) =>
        base.PatchAsync(options, cancellationToken);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override Task<WeChatPayResponse> PatchAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        base.PatchAsync(options, cancellationToken);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public override WeChatPayResponse Delete(object? options) => base.Delete(options);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override WeChatPayResponse Delete(RequestOptions? options = null) => base.Delete(options);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public override Task<WeChatPayResponse> DeleteAsync(object? options, CancellationToken cancellationToken = default) =>
        base.DeleteAsync(options, cancellationToken);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override Task<WeChatPayResponse> DeleteAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        base.DeleteAsync(options, cancellationToken);
}
