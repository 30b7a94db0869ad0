using System.Diagnostics;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>Watches each call of a client from its beginning to its end.</summary>
internal sealed class CallWatcher(TimeProvider timeProvider, ILogger logger)
{
    /// <returns>What is to be told the end of the call.</returns>
    public CallWatch Start(CallRequest request)
    {
        if (!Instruments.Duration.Enabled && !Instruments.Source.HasListeners())
        {
            return new CallWatch(this, request, null, null, 0);
        }
        var tags = Tags.Of(request, request.Uri);
        // The attempts are the client's side of HTTP; the call is what the application asked for.
        var activity = Instruments.Source.StartActivity(ActivityKind.Internal, tags: tags, name: $"{request.Method.Method} {UrlTemplate.Of(request.Template)}");
        return new CallWatch(this, request, tags, activity, timeProvider.GetTimestamp());
    }

    /// <summary>Takes notice of a failure, whether the call is measured or not.</summary>
    public void Report(CallRequest request, Exception failure)
    {
        switch (failure)
        {
            case WeChatPaySignatureException signature:
                Instruments.CountSignatureFailure(signature.Reason, Tags.Answer, request.MerchantId);
                Log.SignatureRefused(logger, request, signature);
                break;
            case WeChatPayApiException refusal:
                Log.AnswerRefused(logger, request, refusal);
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
