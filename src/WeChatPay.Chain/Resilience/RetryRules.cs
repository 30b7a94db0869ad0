using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Resilience;

/// <summary>Decides whether a failed attempt is followed by another, and after which pause.</summary>
internal sealed class RetryRules(ResilienceOptions options)
{
    // No timer runs longer than 49 days, whatever the other side asks for.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    private readonly int _maxAttempts = options.MaxRetryAttempts;
    private readonly TimeSpan _totalTime = options.TotalTime;
    private readonly Backoff _backoff = new(options.BaseDelay, options.MaxDelay);
    private readonly RetryBudget _budget = new(options.RetryBudget);

    /// <summary>Whether anything is ever sent again.</summary>
    public bool AllowRetries => _maxAttempts > 0;

    /// <summary>Takes note of a successful response.</summary>
    public void NoteResponse() => _budget.Earn();

    /// <param name="message">What was sent.</param>
    /// <param name="failure">What came of it.</param>
    /// <param name="retries">How often the call was retried before.</param>
    /// <returns>The pause before the next attempt; null when the failure is to be reported.</returns>
    public TimeSpan? PauseAfter(HttpRequestMessage message, Exception failure, int retries)
    {
        var call = CallState.Get(message);
        if (failure is WeChatPayApiException { IsRetryable: false })
        {
            _budget.Earn();
        }
        if (retries >= _maxAttempts || !MayFollow(failure, call) || !CanBeSentAgain(message) || call.SinkHasBytes)
        {
            return null;
        }
        var asked = (failure as WeChatPayApiException)?.RetryAfter ?? TimeSpan.Zero;
        var pause = TimeSpan.FromTicks(Math.Max(asked.Ticks, _backoff.After(retries).Ticks));
        return Fits(pause, call.Deadline) && _budget.TryTake() ? pause : null;
    }

    // A request of which anything may have arrived is sent again when the platform itself asks for it, or when it changes nothing.
    private static bool MayFollow(Exception failure, CallState call) => failure switch
    {
        WeChatPayApiException error => error.IsRetryable || (call.Request.Method == HttpMethod.Get && error.StatusCode is 502 or 503 or 504),
        HttpRequestException when !call.MayHaveLeft && CallOutcome.SaysNotConnected(failure) => true,
        HttpRequestException network => call.Request.Method == HttpMethod.Get && IsBroken(network),
        _ => false,
    };

    private static bool IsBroken(HttpRequestException network) => CallOutcome.SaysNotConnected(network)
        || network.HttpRequestError is HttpRequestError.Unknown or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError;

    // A content that is no ISignedBytes is a stream, which can be read once.
    private static bool CanBeSentAgain(HttpRequestMessage message) =>
        message.Content is null or ISignedBytes || !CallState.Get(message).MayHaveLeft;

    private bool Fits(TimeSpan pause, Deadline deadline) =>
        pause <= _longest && pause < deadline.Left
        && (_totalTime == Timeout.InfiniteTimeSpan || pause + deadline.Elapsed <= _totalTime);
}
