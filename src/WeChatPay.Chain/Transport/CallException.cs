using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Transport;

/// <summary>
/// Creates the exception that the caller of a verb sees, from the one that ended the call. It says whether the request may have taken
/// effect.
/// </summary>
internal static class CallException
{
    /// <param name="failure">The exception that ended the call.</param>
    /// <param name="call">The call.</param>
    /// <param name="isDisposed">Whether the client was disposed during the call.</param>
    /// <returns>An exception with a recorded outcome. It may be <paramref name="failure"/>.</returns>
    public static Exception Create(Exception failure, CallState call, bool isDisposed)
    {
        var outcomeUnknown = call.MayHaveTakenEffect || CallOutcome.IsUnknown(call, failure);
        return WeChatPayException.RecordOutcome(Translate(failure, call, isDisposed, outcomeUnknown), outcomeUnknown);
    }

    // A timeout, a cancellation and a disposed client all close the connection, which may then throw any exception. So they are checked
    // before the exception itself, except for an error response or a failed verification.
    private static Exception Translate(Exception failure, CallState call, bool isDisposed, bool outcomeUnknown)
    {
        if (failure is WeChatPayException)
        {
            return failure;
        }
        var deadline = call.Deadline;
        var effect = DescribeEffect(outcomeUnknown);
        var cause = ProxySecret.WithoutSecret(failure);
        if (deadline.Caller.IsCancellationRequested)
        {
            return failure is OperationCanceledException canceled && canceled.CancellationToken == deadline.Caller
                ? failure
                : new OperationCanceledException($"{call.Request} was canceled by the caller. {effect}", cause, deadline.Caller);
        }
        if (deadline.IsExpired)
        {
            return new TimeoutException($"{call.Request} timed out after {deadline.Limit.TotalSeconds:0.###} s. {effect}", cause);
        }
        if (isDisposed && call.HasReachedNetwork)
        {
            return new OperationCanceledException($"{call.Request} was canceled because its WeChatPayClient was disposed. {effect}", cause);
        }
        if (failure is HttpRequestException network)
        {
            var reason = DisplayText.From(ProxySecret.Mask(network.Message)).TrimEnd('.');
            return new HttpRequestException(
                network.HttpRequestError, $"{call.Request} failed: {reason}. {effect}", cause, network.StatusCode);
        }
        return failure;
    }

    private static string DescribeEffect(bool outcomeUnknown) => outcomeUnknown
        ? "The request may still take effect: query its result before you retry it, and retry it only with the same order number."
        : "Nothing was sent.";
}
