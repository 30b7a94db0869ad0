namespace WeChatPay.Chain;

/// <summary>The base class of the exceptions of this library.</summary>
public abstract class WeChatPayException : Exception
{
    private const string Verdict = "WeChatPay.Chain.OutcomeUnknown";

    private bool? _outcomeUnknown;

    /// <param name="message">The message.</param>
    /// <param name="outcomeUnknown">Whether the request may have taken effect. Null if that is decided later.</param>
    /// <param name="innerException">The cause, if any.</param>
    private protected WeChatPayException(string message, bool? outcomeUnknown, Exception? innerException)
        : base(message, innerException) => _outcomeUnknown = outcomeUnknown;

    /// <summary>
    /// Gets a value that indicates whether the request may have taken effect although the call failed. If <see langword="true"/>, query the
    /// order first, and retry only with the same order number.
    /// </summary>
    public bool OutcomeUnknown => IsOutcomeUnknown(this);

    /// <summary>Determines for any exception, including those of the framework, whether the request may have taken effect.</summary>
    /// <param name="exception">An exception that a verb threw, or one that wraps it.</param>
    /// <returns>
    /// <see langword="false"/> only if the request certainly had no effect: it was rejected before it was sent, no connection was made, or
    /// the platform returned an error response below 500 with a <c>code</c>; and the same holds for every attempt of a call that was
    /// retried. Each verb records the outcome on the exception that it throws. For an exception without a record, the inner exception
    /// decides (of an <see cref="AggregateException"/>, all of them); without one, the outcome is unknown.
    /// </returns>
    public static bool IsOutcomeUnknown(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return GetRecordedOutcome(exception) ?? exception switch
        {
            AggregateException { InnerExceptions: { Count: > 0 } all } => all.Any(IsOutcomeUnknown),
            { InnerException: { } inner } => IsOutcomeUnknown(inner),
            _ => true,
        };
    }

    /// <summary>Records the outcome of the call that ends with this exception.</summary>
    /// <returns>The same exception.</returns>
    internal static TException RecordOutcome<TException>(TException exception, bool outcomeUnknown)
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

    private static bool? GetRecordedOutcome(Exception exception) =>
        exception is WeChatPayException own ? own._outcomeUnknown : exception.Data?[Verdict] as bool?;
}
