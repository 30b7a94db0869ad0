using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Resilience;

/// <summary>Decides whether a failed attempt is retried, and after which pause.</summary>
internal sealed class RetryRules(ResilienceOptions options)
{
    // A timer runs for at most 49 days, whatever Retry-After asks for.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    private readonly int _maxAttempts = options.MaxRetryAttempts;
    private readonly TimeSpan _totalTime = options.TotalTime;
    private readonly Backoff _backoff = new(options.BaseDelay, options.MaxDelay);
    private readonly RetryBudget _budget = new(options.RetryBudget);

    /// <summary>Whether any call is retried.</summary>
    public bool AllowRetries => _maxAttempts > 0;

    /// <summary>Credits a successful response to the retry budget.</summary>
    public void NoteResponse() => _budget.Earn();

    /// <param name="message">The request.</param>
    /// <param name="failure">The exception that ended the attempt.</param>
    /// <param name="retries">The number of retries so far.</param>
    /// <returns>The pause before the next attempt; <see langword="null"/> if the exception is to be thrown.</returns>
    public TimeSpan? PauseAfter(HttpRequestMessage message, Exception failure, int retries)
    {
        var call = CallState.Get(message);
        if (failure is WeChatPayApiException { IsRetryable: false })
        {
            _budget.Earn();
        }
        if (retries >= _maxAttempts || !IsRetryable(failure, call) || !CanResend(message) || call.SinkHasBytes)
        {
            return null;
        }
        var asked = (failure as WeChatPayApiException)?.RetryAfter ?? TimeSpan.Zero;
        var pause = TimeSpan.FromTicks(Math.Max(asked.Ticks, _backoff.After(retries).Ticks));
        return Fits(pause, call.Deadline) && _budget.TryTake() ? pause : null;
    }

    // A request that the platform may have received is retried only if the platform asks for it, or if it is a GET.
    private static bool IsRetryable(Exception failure, CallState call) => failure switch
    {
        WeChatPayApiException error =>
            error.IsRetryable || (call.Request.Method == HttpMethod.Get && error.StatusCode is 502 or 503 or 504),
        HttpRequestException when !call.MayHaveLeft && CallOutcome.SaysNotConnected(failure) => true,
        HttpRequestException network => call.Request.Method == HttpMethod.Get && IsBroken(network),
        _ => false,
    };

    private static bool IsBroken(HttpRequestException network) => CallOutcome.SaysNotConnected(network)
        || network.HttpRequestError is HttpRequestError.Unknown or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError;

    // Any content but ISignedBytes is a stream, which can be read only once.
    private static bool CanResend(HttpRequestMessage message) =>
        message.Content is null or ISignedBytes || !CallState.Get(message).MayHaveLeft;

    private bool Fits(TimeSpan pause, Deadline deadline) =>
        pause <= _longest && pause < deadline.Remaining
        && (_totalTime == Timeout.InfiniteTimeSpan || pause + deadline.Elapsed <= _totalTime);
}
