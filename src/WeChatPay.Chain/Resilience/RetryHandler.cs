using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Diagnostics;

namespace WeChatPay.Chain.Resilience;

/// <summary>Sends a request again where that is safe. The message is the same each time; the handlers behind sign it anew.</summary>
internal sealed class RetryHandler(RetryRules rules, TimeProvider timeProvider, ILogger logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            TimeSpan pause;
            try
            {
                var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                rules.NoteResponse();
                return response;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                if (rules.PauseAfter(request, failure, retries) is not { } planned)
                {
                    throw;
                }
                pause = Plan(request, failure, retries, planned);
            }
            await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            TimeSpan pause;
            try
            {
                var response = base.Send(request, cancellationToken);
                rules.NoteResponse();
                return response;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                if (rules.PauseAfter(request, failure, retries) is not { } planned)
                {
                    throw;
                }
                pause = Plan(request, failure, retries, planned);
            }
            Pause.Wait(pause, timeProvider, cancellationToken);
        }
    }

    private TimeSpan Plan(HttpRequestMessage message, Exception failure, int retries, TimeSpan pause)
    {
        var request = PreparedRequest.Of(message);
        request.MayHaveTakenEffect |= CallOutcome.IsUnknown(request, failure);
        request.BeginAnotherAttempt();
        Instruments.CountRetry(request, failure);
        Log.Retry(logger, request, failure, retries + 1, pause);
        return pause;
    }
}
