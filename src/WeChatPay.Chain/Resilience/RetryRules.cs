using WeChatPay.Chain.Wire;

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

    /// <summary>Whether anything is ever repeated.</summary>
    public bool AllowRepeats => _maxAttempts > 0;

    /// <summary>Takes notice of a call that was answered at once.</summary>
    public void NoteAnswer() => _budget.Earn();

    /// <param name="message">What was sent.</param>
    /// <param name="failure">What came of it; null when it went well.</param>
    /// <param name="attempt">How often the call was repeated before.</param>
    /// <returns>Null when the failure, if any, is to be reported.</returns>
    public TimeSpan? PauseAfter(HttpRequestMessage message, Exception? failure, int attempt)
    {
        var request = PreparedRequest.Of(message);
        if (failure is null or WeChatPayApiException { IsRetryable: false })
        {
            _budget.Earn();
            return null;
        }
        if (attempt >= _maxAttempts || !IsTransient(failure, request.Method) || !CanBeSentAgain(message, failure) || request.SinkHasBytes)
        {
            return null;
        }
        var asked = (failure as WeChatPayApiException)?.RetryAfter ?? TimeSpan.Zero;
        var pause = TimeSpan.FromTicks(Math.Max(asked.Ticks, _backoff.After(attempt).Ticks));
        return Fits(pause, request.Deadline) && _budget.TryTake() ? pause : null;
    }

    // A request that may have been received is repeated when the platform itself asks for it, or when it changes nothing.
    private static bool IsTransient(Exception failure, HttpMethod method) => failure switch
    {
        WeChatPayApiException refusal => refusal.IsRetryable,
        HttpRequestException network when !WeChatPayException.IsOutcomeUnknown(network) => true,
        HttpRequestException network => method == HttpMethod.Get
            && network.HttpRequestError is HttpRequestError.Unknown or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError,
        _ => false,
    };

    // A body that is no ISignedBytes is a stream that the first attempt has used up, unless it never came to that.
    private static bool CanBeSentAgain(HttpRequestMessage message, Exception failure) =>
        message.Content is null or ISignedBytes || (failure is HttpRequestException && !WeChatPayException.IsOutcomeUnknown(failure));

    private bool Fits(TimeSpan pause, Deadline? deadline) =>
        pause <= _longest && (deadline is null || (pause < deadline.Left && (_totalTime == Timeout.InfiniteTimeSpan || pause + deadline.Elapsed <= _totalTime)));
}
