using System.Diagnostics;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>The observation of one call. Report its end once.</summary>
/// <param name="watcher">Records the end.</param>
/// <param name="request">The request.</param>
/// <param name="tags">The tags, or null without a listener.</param>
/// <param name="activity">The span, or null without a listener.</param>
/// <param name="started">The start, as a timestamp of the watcher's clock.</param>
internal readonly struct CallWatch(CallWatcher watcher, PreparedRequest request, KeyValuePair<string, object?>[]? tags, Activity? activity, long started)
{
    /// <returns>The same response.</returns>
    public WeChatPayResponse Succeeded(WeChatPayResponse response)
    {
        if (tags is not null)
        {
            activity?.SetTag(Tags.RequestId, PlainWord.From(response.RequestId));
            End(tags, Ending.From(response.StatusCode));
        }
        return response;
    }

    /// <returns>The same exception.</returns>
    public Exception Failed(Exception failure)
    {
        watcher.Report(request, failure);
        if (tags is not null)
        {
            activity?.SetTag(Tags.RequestId, PlainWord.From((failure as WeChatPayApiException)?.RequestId ?? (failure as WeChatPaySignatureException)?.RequestId));
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
