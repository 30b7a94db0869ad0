namespace WeChatPay.Chain.Calls;

/// <summary>Decides whether a failed attempt may have taken effect.</summary>
internal static class CallOutcome
{
    /// <summary>Whether the exception claims that no connection was made. <see cref="FailedToConnect"/> checks the claim.</summary>
    public static bool IsConnectionError(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>Whether the attempt reached the network but made no connection, so that nothing was sent.</summary>
    public static bool FailedToConnect(CallState call, Exception failure) =>
        call is { HasReachedNetwork: true, MayHaveBeenSent: false } && IsConnectionError(failure);

    /// <summary>
    /// Whether the platform may have processed the current attempt. <see langword="true"/> unless it is certain that it has not.
    /// </summary>
    public static bool IsUnknown(CallState call, Exception failure) =>
        call.HasReachedNetwork
        && (!FailedToConnect(call, failure) || call.MayHaveBeenResent)
        && failure is not WeChatPayApiException { OutcomeUnknown: false };
}
