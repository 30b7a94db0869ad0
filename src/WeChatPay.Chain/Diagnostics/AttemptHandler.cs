using System.Diagnostics;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>Traces each attempt of a call, within the span of the call.</summary>
internal sealed class AttemptHandler : PipelineHandler
{
    protected override ValueTask<HttpResponseMessage> ProcessAsync(
        HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken) =>
        Instruments.Source.HasListeners()
            ? TraceAsync(request, isAsync, cancellationToken)
            : ContinueAsync(request, isAsync, cancellationToken);

    private async ValueTask<HttpResponseMessage> TraceAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        var call = CallState.Get(request);
        var attempt = Start(call, request.RequestUri!);
        try
        {
            var response = await ContinueAsync(request, isAsync, cancellationToken).ConfigureAwait(false);
            TelemetryResult.From((int)response.StatusCode).End(attempt);
            return response;
        }
        catch (Exception exception)
        {
            TelemetryResult.From(exception, CallOutcome.IsUnknown(call, exception)).End(attempt);
            throw;
        }
    }

    private static Activity? Start(CallState call, Uri uri)
    {
        var tags = Tags.From(call.Request, uri);
        var resends = call.TracedAttempts++;
        return Instruments.Source.StartActivity(
            ActivityKind.Client,
            tags: resends == 0 ? tags : [.. tags, new(Tags.Resends, resends)],
            name: call.Request.Method.Method);
    }
}
