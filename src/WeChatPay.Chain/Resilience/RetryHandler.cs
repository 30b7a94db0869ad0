using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Diagnostics;

namespace WeChatPay.Chain.Resilience;

/// <summary>Retries a request where that is safe. The message stays the same; the inner handlers sign each attempt.</summary>
internal sealed class RetryHandler(RetryRules rules, TimeProvider timeProvider, ILogger logger) : PipelineHandler
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<HttpResponseMessage> ProcessAsync(
        HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            TimeSpan delay;
            try
            {
                var response = await ContinueAsync(request, isAsync, cancellationToken).ConfigureAwait(false);
                rules.RecordResponse();
                return response;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                if (rules.GetDelay(request, failure, retries) is not { } allowed)
                {
                    throw;
                }
                delay = allowed;
                PrepareRetry(CallState.Get(request), failure, retries + 1, delay);
            }
            await RetryDelay.WaitAsync(delay, timeProvider, isAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    private void PrepareRetry(CallState call, Exception failure, int retry, TimeSpan delay)
    {
        call.MayHaveTakenEffect |= CallOutcome.IsUnknown(call, failure);
        call.BeginAttempt();
        Instruments.CountRetry(call.Request, failure);
        Log.Retry(logger, call.Request, failure, retry, delay);
    }
}
