using System.Diagnostics;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>Observes the calls of a client: metrics, spans and log lines.</summary>
internal sealed class CallWatcher(TimeProvider timeProvider, ILogger logger)
{
    /// <returns>The observation, to which the end of the call is reported.</returns>
    public CallWatch Start(CallRequest request)
    {
        if (!Instruments.Duration.Enabled && !Instruments.Source.HasListeners())
        {
            return new CallWatch(this, request, null, null, 0);
        }
        var tags = Tags.From(request, request.Uri);
        // Attempts are client spans of HTTP. The call itself is an internal operation of the application.
        var activity = Instruments.Source.StartActivity(
            ActivityKind.Internal, tags: tags, name: $"{request.Method.Method} {UrlTemplate.Redact(request.Template)}");
        return new CallWatch(this, request, tags, activity, timeProvider.GetTimestamp());
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

    public void Measure(KeyValuePair<string, object?>[] tags, long started, Ending ending)
    {
        if (Instruments.Duration.Enabled)
        {
            Instruments.Duration.Record(timeProvider.GetElapsedTime(started).TotalSeconds, [.. tags, .. ending.ToTags()]);
        }
    }
}
