namespace WeChatPay.Chain;

/// <summary>What every exception of this library's own has in common.</summary>
public abstract class WeChatPayException : Exception
{
    private const string EarlierAttempt = "WeChatPay.Chain.EarlierAttempt";
    private const string NotUnderWay = "WeChatPay.Chain.NotUnderWay";

    private protected WeChatPayException(string message, bool outcomeUnknown, Exception? innerException)
        : base(message, innerException) => OutcomeUnknown = outcomeUnknown;

    /// <summary>
    /// <see langword="true"/> when the platform may have carried the request out although the call failed. Query the order
    /// before doing anything else, and repeat only with the same order number.
    /// </summary>
    public bool OutcomeUnknown { get; private set; }

    /// <summary>Answers for any exception that a call throws, the framework's included, what <see cref="OutcomeUnknown"/> says.</summary>
    /// <param name="exception">What a verb threw.</param>
    /// <returns>
    /// <see langword="false"/> when the request surely had no effect: it was refused before sending, the connection was never
    /// made, or the platform said no; and no earlier attempt of the call counts, where it was repeated. <see langword="true"/> for a
    /// time-out, a cancellation and a connection lost, unless the call ended before the request was under way; and for a <c>sink</c>
    /// that could not take the answer.
    /// </returns>
    public static bool IsOutcomeUnknown(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return (!exception.Data.Contains(NotUnderWay) && exception switch
        {
            WeChatPayException own => own.OutcomeUnknown,
            HttpRequestException network => network.HttpRequestError is not (HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError),
            TimeoutException or OperationCanceledException => true,
            IOException or UnauthorizedAccessException => true,
            // What a blocking wait for an asynchronous verb throws.
            AggregateException waited => waited.InnerExceptions.Any(IsOutcomeUnknown),
            _ => false,
        }) || exception.Data.Contains(EarlierAttempt);
    }

    /// <summary>Notes that the call failed so before its request was given to the network.</summary>
    internal static void SetNotUnderWay(Exception exception) => exception.Data[NotUnderWay] = "The request was not under way, and had no effect.";

    /// <summary>Notes that the call whose last attempt failed so may have taken effect by an earlier one.</summary>
    internal static void SetOutcomeUnknown(Exception exception)
    {
        if (exception is WeChatPayException own)
        {
            own.OutcomeUnknown = true;
        }
        else
        {
            exception.Data[EarlierAttempt] = "An earlier attempt of the call may have taken effect.";
        }
    }
}
