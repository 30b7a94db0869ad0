using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Calls;

/// <summary>A handler that serves synchronous and asynchronous calls with one method.</summary>
internal abstract class PipelineHandler : DelegatingHandler
{
    protected PipelineHandler()
    {
    }

    protected PipelineHandler(HttpMessageHandler innerHandler)
        : base(innerHandler)
    {
    }

    protected sealed override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        ProcessAsync(request, isAsync: true, cancellationToken).AsTask();

    protected sealed override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        ProcessAsync(request, isAsync: false, cancellationToken).GetCompleted();

    /// <param name="request">The message.</param>
    /// <param name="isAsync">Whether the method may return before it has done its work.</param>
    /// <param name="cancellationToken">The deadline of the call, and its caller's token.</param>
    protected abstract ValueTask<HttpResponseMessage> ProcessAsync(
        HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken);

    /// <summary>Passes the message to the inner handler.</summary>
    /// <inheritdoc cref="ProcessAsync"/>
    protected ValueTask<HttpResponseMessage> ContinueAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken) =>
        // Directly to a handler of the same kind, which saves the task between them.
        InnerHandler is PipelineHandler next ? next.ProcessAsync(request, isAsync, cancellationToken)
        : isAsync ? new(base.SendAsync(request, cancellationToken))
        : new(base.Send(request, cancellationToken));
}
