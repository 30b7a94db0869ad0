using System.Diagnostics;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>Creates a span for each attempt of a call, within the span of the call, if there is a listener.</summary>
internal sealed class AttemptHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Instruments.Source.HasListeners() ? SendWatchedAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!Instruments.Source.HasListeners())
        {
            return base.Send(request, cancellationToken);
        }
        var attempt = Start(request);
        try
        {
            return End(attempt, base.Send(request, cancellationToken));
        }
        catch (Exception exception)
        {
            Ending.From(exception, CallOutcome.IsUnknown(PreparedRequest.Of(request), exception)).End(attempt);
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendWatchedAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var attempt = Start(request);
        try
        {
            return End(attempt, await base.SendAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            Ending.From(exception, CallOutcome.IsUnknown(PreparedRequest.Of(request), exception)).End(attempt);
            throw;
        }
    }

    private static Activity? Start(HttpRequestMessage message)
    {
        var request = PreparedRequest.Of(message);
        var tags = Tags.From(request, message.RequestUri!);
        var resends = request.Resends++;
        return Instruments.Source.StartActivity(ActivityKind.Client, tags: resends == 0 ? tags : [.. tags, new(Tags.Resends, resends)], name: request.Method.Method);
    }

    private static HttpResponseMessage End(Activity? attempt, HttpResponseMessage response)
    {
        Ending.From((int)response.StatusCode).End(attempt);
        return response;
    }
}
