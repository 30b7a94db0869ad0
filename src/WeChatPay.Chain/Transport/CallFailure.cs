using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Transport;

/// <summary>Turns whatever ended a call into the exception that its caller sees: what happened to which call, and whether it may have taken effect.</summary>
/// <param name="request">The call.</param>
/// <param name="deadline">Its own.</param>
/// <param name="isDisposed">Whether the client was disposed meanwhile.</param>
internal readonly struct CallFailure(PreparedRequest request, Deadline deadline, bool isDisposed)
{
    public Exception Explain(Exception failure)
    {
        var unknown = request.MayHaveTakenEffect || CallOutcome.IsUnknown(request, failure);
        return WeChatPayException.RecordOutcome(Describe(failure, unknown), unknown);
    }

    // What the platform sent, or what could not be verified, speaks for itself. Everything else may have come of a closed connection,
    // and a time-out, a cancellation and a disposed client close it in ways that look alike.
    private Exception Describe(Exception failure, bool unknown)
    {
        if (failure is WeChatPayException)
        {
            return failure;
        }
        if (deadline.Caller.IsCancellationRequested)
        {
            return failure is OperationCanceledException canceled && canceled.CancellationToken == deadline.Caller
                ? failure
                : new OperationCanceledException($"{request} was canceled by the caller. {Effect(unknown)}", ProxySecret.WithoutSecret(failure), deadline.Caller);
        }
        var cause = ProxySecret.WithoutSecret(failure);
        if (deadline.IsOver)
        {
            return new TimeoutException($"{request} timed out after {deadline.Limit.TotalSeconds:0.###} s. {Effect(unknown)}", cause);
        }
        return failure switch
        {
            _ when isDisposed && request.IsUnderWay =>
                new OperationCanceledException($"{request} was canceled because its WeChatPayClient was disposed. {Effect(unknown)}", cause),
            HttpRequestException network => new HttpRequestException(
                network.HttpRequestError,
                $"{request} failed: {PlainText.From(ProxySecret.Mask(network.Message)).TrimEnd('.')}. {Effect(unknown)}",
                cause,
                network.StatusCode),
            _ => failure,
        };
    }

    private static string Effect(bool unknown) => unknown
        ? "The request may still take effect: query its result before sending it again, and send it again only with the same order number."
        : "Nothing was sent.";
}
