using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Transport;

/// <summary>Converts the exception that ended a call into the one that the caller sees, which says whether the request may have
/// taken effect.</summary>
/// <param name="call">The call.</param>
/// <param name="isDisposed">Whether the client was disposed during the call.</param>
internal readonly struct CallFailure(CallState call, bool isDisposed)
{
    public Exception Explain(Exception failure)
    {
        var unknown = call.MayHaveTakenEffect || CallOutcome.IsUnknown(call, failure);
        return WeChatPayException.RecordOutcome(Describe(failure, unknown), unknown);
    }

    // An error response or a failed verification explains itself. Any other exception may come from a closed connection, and a timeout,
    // a cancellation and a disposed client all close it in the same way.
    private Exception Describe(Exception failure, bool unknown)
    {
        if (failure is WeChatPayException)
        {
            return failure;
        }
        var deadline = call.Deadline;
        if (deadline.Caller.IsCancellationRequested)
        {
            return failure is OperationCanceledException canceled && canceled.CancellationToken == deadline.Caller
                ? failure
                : new OperationCanceledException(
                    $"{call.Request} was canceled by the caller. {Effect(unknown)}", ProxySecret.WithoutSecret(failure), deadline.Caller);
        }
        var cause = ProxySecret.WithoutSecret(failure);
        if (deadline.IsOver)
        {
            return new TimeoutException($"{call.Request} timed out after {deadline.Limit.TotalSeconds:0.###} s. {Effect(unknown)}", cause);
        }
        return failure switch
        {
            _ when isDisposed && call.IsUnderWay => new OperationCanceledException(
                $"{call.Request} was canceled because its WeChatPayClient was disposed. {Effect(unknown)}", cause),
            HttpRequestException network => new HttpRequestException(
                network.HttpRequestError,
                $"{call.Request} failed: {PlainText.From(ProxySecret.Mask(network.Message)).TrimEnd('.')}. {Effect(unknown)}",
                cause,
                network.StatusCode),
            _ => failure,
        };
    }

    private static string Effect(bool unknown) => unknown
        ? "The request may still take effect: query its result before you retry it, and retry it only with the same order number."
        : "Nothing was sent.";
}
