using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Resilience;

/// <summary>Decides whether a failed attempt is retried, and after which delay.</summary>
internal sealed class RetryRules(ResilienceOptions options)
{
    // A timer runs for at most 49 days, but a Retry-After may be longer.
    private static readonly TimeSpan _maxDelay = TimeSpan.FromDays(1);

    private readonly int _maxRetries = options.MaxRetryAttempts;
    private readonly TimeSpan _totalTime = options.TotalTime;
    private readonly Backoff _backoff = new(options.BaseDelay, options.MaxDelay);
    private readonly RetryBudget _budget = new(options.RetryBudget);

    /// <summary>Whether any call is retried.</summary>
    public bool AllowRetries => _maxRetries > 0;

    /// <summary>Adds the share of a successful response to the retry budget.</summary>
    public void RecordResponse() => _budget.Earn();

    /// <param name="message">The request.</param>
    /// <param name="failure">The exception that ended the attempt.</param>
    /// <param name="retries">The number of retries so far.</param>
    /// <returns>The delay before the next attempt; <see langword="null"/> if the exception is to be thrown.</returns>
    public TimeSpan? GetDelay(HttpRequestMessage message, Exception failure, int retries)
    {
        var call = CallState.Get(message);
        if (failure is WeChatPayApiException { IsRetryable: false })
        {
            _budget.Earn();
        }
        if (retries >= _maxRetries || !IsRetryable(failure, call) || !CanResend(message) || call.SinkHasBytes)
        {
            return null;
        }
        var retryAfter = (failure as WeChatPayApiException)?.RetryAfter ?? TimeSpan.Zero;
        var backoff = _backoff.GetDelay(retries);
        var delay = retryAfter > backoff ? retryAfter : backoff;
        return IsWithinLimits(delay, call.Deadline) && _budget.TryTake() ? delay : null;
    }

    // A request that the platform may have received is retried only if the platform asks for it, or if it is a GET.
    private static bool IsRetryable(Exception failure, CallState call) => failure switch
    {
        WeChatPayApiException error =>
            error.IsRetryable || (call.Request.Method == HttpMethod.Get && error.StatusCode is 502 or 503 or 504),
        HttpRequestException when !call.MayHaveBeenSent && CallOutcome.IsConnectionError(failure) => true,
        HttpRequestException network => call.Request.Method == HttpMethod.Get && IsConnectionLoss(network),
        _ => false,
    };

    private static bool IsConnectionLoss(HttpRequestException network) => CallOutcome.IsConnectionError(network)
        || network.HttpRequestError is HttpRequestError.Unknown or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError;

    // Any content but ISignedBytes is a stream, which can be read only once.
    private static bool CanResend(HttpRequestMessage message) =>
        message.Content is null or ISignedBytes || !CallState.Get(message).MayHaveBeenSent;

    private bool IsWithinLimits(TimeSpan delay, Deadline deadline) =>
        delay <= _maxDelay
        && delay < deadline.Remaining
        && (_totalTime == Timeout.InfiniteTimeSpan || deadline.Elapsed + delay <= _totalTime);
}
