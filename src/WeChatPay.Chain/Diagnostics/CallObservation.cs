using System.Diagnostics;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>Observes one call. When the call ends, exactly one of the two methods is called.</summary>
/// <param name="telemetry">Records the result.</param>
/// <param name="request">What the call asks for.</param>
/// <param name="tags"><see langword="null"/> if nothing measures or traces.</param>
/// <param name="activity"><see langword="null"/> if nothing traces.</param>
/// <param name="started">A timestamp of the clock of <paramref name="telemetry"/>.</param>
internal readonly struct CallObservation(
    CallTelemetry telemetry, CallRequest request, KeyValuePair<string, object?>[]? tags, Activity? activity, long started)
{
    /// <returns>The same response.</returns>
    public WeChatPayResponse Succeed(WeChatPayResponse response)
    {
        if (tags is not null)
        {
            activity?.SetTag(Tags.RequestId, DisplayCode.From(response.RequestId));
            End(tags, TelemetryResult.From(response.StatusCode));
        }
        return response;
    }

    /// <returns>The same exception.</returns>
    public Exception Fail(Exception failure)
    {
        telemetry.Report(request, failure);
        if (tags is not null)
        {
            var requestId = (failure as WeChatPayApiException)?.RequestId ?? (failure as WeChatPaySignatureException)?.RequestId;
            activity?.SetTag(Tags.RequestId, DisplayCode.From(requestId));
            End(tags, TelemetryResult.From(failure, WeChatPayException.IsOutcomeUnknown(failure)));
        }
        return failure;
    }

    private void End(KeyValuePair<string, object?>[] known, TelemetryResult result)
    {
        telemetry.Measure(known, started, result);
        result.End(activity);
    }
}
