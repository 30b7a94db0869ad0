namespace WeChatPay.Chain;

/// <summary>The base of this library's exceptions.</summary>
public abstract class WeChatPayException : Exception
{
    private const string Verdict = "WeChatPay.Chain.OutcomeUnknown";

    private bool? _outcomeUnknown;

    /// <param name="message">Describes the failure.</param>
    /// <param name="outcomeUnknown">Null when whoever throws cannot know.</param>
    /// <param name="innerException">The cause; null when there is none.</param>
    private protected WeChatPayException(string message, bool? outcomeUnknown, Exception? innerException)
        : base(message, innerException) => _outcomeUnknown = outcomeUnknown;

    /// <summary>
    /// <see langword="true"/> when the platform may have carried the request out although the call failed. Query the order
    /// before doing anything else, and send the request again only with the same order number.
    /// </summary>
    public bool OutcomeUnknown => IsOutcomeUnknown(this);

    /// <summary>Tells for any exception, the framework's and other libraries' included, what <see cref="OutcomeUnknown"/> says.</summary>
    /// <param name="exception">An exception that a verb threw, or one that wraps it.</param>
    /// <returns>
    /// <see langword="false"/> only when the request is proved to have had no effect: it was rejected before sending, no connection was
    /// made, or the platform returned an error response below 500 with its <c>code</c>; and no earlier attempt of the call counts,
    /// where it was retried. Each verb records its verdict on the exception that it throws. An exception without a verdict is
    /// judged by its inner exception (an <see cref="AggregateException"/> by all of them), and is <see langword="true"/> without one.
    /// </returns>
    public static bool IsOutcomeUnknown(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return VerdictOf(exception) ?? exception switch
        {
            AggregateException { InnerExceptions: { Count: > 0 } all } => all.Any(IsOutcomeUnknown),
            { InnerException: { } inner } => IsOutcomeUnknown(inner),
            _ => true,
        };
    }

    /// <summary>Records the verdict of the call that ends with this exception.</summary>
    /// <returns>The same exception.</returns>
    internal static TException Judged<TException>(TException exception, bool outcomeUnknown)
        where TException : Exception
    {
        if (exception is WeChatPayException own)
        {
            own._outcomeUnknown = outcomeUnknown;
        }
        else if (exception.Data is { IsReadOnly: false } data)
        {
            data[Verdict] = outcomeUnknown;
        }
        return exception;
    }

    private static bool? VerdictOf(Exception exception) =>
        exception is WeChatPayException own ? own._outcomeUnknown : exception.Data?[Verdict] as bool?;
}
