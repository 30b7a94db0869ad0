using System.Diagnostics;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>One call that is watched, to be told its end once.</summary>
/// <param name="watcher">Takes notice.</param>
/// <param name="request">The call.</param>
/// <param name="tags">Null when nobody measures or traces.</param>
/// <param name="activity">Null when nobody traces.</param>
/// <param name="started">A timestamp of the watcher's clock.</param>
internal readonly struct CallWatch(CallWatcher watcher, PreparedRequest request, KeyValuePair<string, object?>[]? tags, Activity? activity, long started)
{
    /// <returns>The same answer.</returns>
    public WeChatPayResponse Succeeded(WeChatPayResponse response)
    {
        if (tags is not null)
        {
            activity?.SetTag(Tags.RequestId, PlainWord.From(response.RequestId));
            End(tags, Ending.From(response.StatusCode));
        }
        return response;
    }

    /// <returns>The same failure.</returns>
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
