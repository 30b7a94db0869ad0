using System.Diagnostics;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>Reports the calls of a client as metrics, spans and log messages.</summary>
internal sealed class CallTelemetry(TimeProvider timeProvider, ILogger logger)
{
    /// <returns>The observation, to which the end of the call is reported.</returns>
    public CallObservation Start(CallRequest request)
    {
        if (!Instruments.Duration.Enabled && !Instruments.Source.HasListeners())
        {
            return new CallObservation(this, request, tags: null, activity: null, started: 0);
        }
        var tags = Tags.From(request, request.Uri);
        // Attempts are client spans of HTTP. The call itself is an internal operation of the application.
        var activity = Instruments.Source.StartActivity(
            ActivityKind.Internal, tags: tags, name: $"{request.Method.Method} {UrlTemplate.Redact(request.Template)}");
        return new CallObservation(this, request, tags, activity, timeProvider.GetTimestamp());
    }

    /// <summary>Logs and counts a failure, whether or not there is a listener.</summary>
    public void Report(CallRequest request, Exception failure)
    {
        switch (failure)
        {
            case WeChatPaySignatureException signature:
                Instruments.CountSignatureFailure(signature.Reason, Tags.Response, request.MerchantId);
                Log.SignatureRejected(logger, request, signature);
                break;
            case WeChatPayApiException error:
                Log.ErrorResponse(logger, request, error);
                break;
        }
    }

    public void Measure(KeyValuePair<string, object?>[] tags, long started, TelemetryResult result)
    {
        if (Instruments.Duration.Enabled)
        {
            Instruments.Duration.Record(timeProvider.GetElapsedTime(started).TotalSeconds, [.. tags, .. result.ToTags()]);
        }
    }
}
