using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Sinks;

/// <summary>Receives the body of one response for a sink.</summary>
internal abstract class SinkTransfer : IDisposable
{
    /// <summary>The stream that the body is written to. If it is buffered, it can be read again.</summary>
    public abstract Stream Stream { get; }

    /// <summary>Reads the body instead of <see cref="Stream"/>; <see langword="null"/> if the body is written to the stream.</summary>
    public virtual ReadingSink? Reader => null;

    /// <summary>Whether the caller sees the body as it is written.</summary>
    public virtual bool IsVisible => false;

    /// <summary>Hands the complete body to the caller.</summary>
    /// <param name="isAsync">Whether the method may return before it has done its work.</param>
    /// <param name="cancellationToken">The deadline of the call. A body that is complete only later is not handed over.</param>
    public async ValueTask CommitAsync(bool isAsync, CancellationToken cancellationToken)
    {
        await Stream.FlushAsync(isAsync, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await HandOverAsync(isAsync, cancellationToken).ConfigureAwait(false);
    }

    public abstract void Dispose();

    protected virtual ValueTask HandOverAsync(bool isAsync, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
