using System.Diagnostics;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>Observes one call; exactly one of its methods is called when the call ends.</summary>
/// <param name="watcher">Records the result.</param>
/// <param name="request">What the call asks for.</param>
/// <param name="tags"><see langword="null"/> if nothing measures or traces.</param>
/// <param name="activity"><see langword="null"/> if nothing traces.</param>
/// <param name="started">A timestamp of the watcher's clock.</param>
internal readonly struct CallWatch(
    CallWatcher watcher, CallRequest request, KeyValuePair<string, object?>[]? tags, Activity? activity, long started)
{
    /// <returns>The same response.</returns>
    public WeChatPayResponse Succeed(WeChatPayResponse response)
    {
        if (tags is not null)
        {
            activity?.SetTag(Tags.RequestId, PlainWord.From(response.RequestId));
            End(tags, Ending.From(response.StatusCode));
        }
        return response;
    }

    /// <returns>The same exception.</returns>
    public Exception Fail(Exception failure)
    {
        watcher.Report(request, failure);
        if (tags is not null)
        {
            var requestId = (failure as WeChatPayApiException)?.RequestId ?? (failure as WeChatPaySignatureException)?.RequestId;
            activity?.SetTag(Tags.RequestId, PlainWord.From(requestId));
            End(tags, Ending.From(failure, WeChatPayException.IsOutcomeUnknown(failure)));
        }
        return failure;
    }

    private void End(KeyValuePair<string, object?>[] known, Ending ending)
    {
        watcher.Measure(known, started, ending);
        ending.End(activity);
    }
}
