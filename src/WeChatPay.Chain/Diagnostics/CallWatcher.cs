using System.Diagnostics;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>Watches each call of a client from its beginning to its end.</summary>
internal sealed class CallWatcher(TimeProvider timeProvider, ILogger logger)
{
    /// <returns>What is to be told the end of the call.</returns>
    public CallWatch Start(PreparedRequest request)
    {
        if (!Instruments.Duration.Enabled && !Instruments.Source.HasListeners())
        {
            return new CallWatch(this, request, null, null, 0);
        }
        var tags = Tags.From(request, request.Uri);
        // The attempts are the client's side of HTTP; the call is what the application asked for.
        var activity = Instruments.Source.StartActivity(ActivityKind.Internal, tags: tags, name: $"{request.Method.Method} {UrlTemplate.Redact(request.Template)}");
        return new CallWatch(this, request, tags, activity, timeProvider.GetTimestamp());
    }

    /// <summary>Takes notice of a failure, whether the call is measured or not.</summary>
    public void Report(PreparedRequest request, Exception failure)
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
