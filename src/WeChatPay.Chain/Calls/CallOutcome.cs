namespace WeChatPay.Chain.Calls;

/// <summary>Decides whether a failed attempt may have taken effect.</summary>
internal static class CallOutcome
{
    /// <summary>Whether the exception claims that no connection was made. <see cref="WasNotConnected"/> checks the claim.</summary>
    public static bool SaysNotConnected(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>Whether the attempt reached the network but made no connection, so that nothing was sent.</summary>
    public static bool WasNotConnected(CallState call, Exception failure) =>
        call is { IsUnderWay: true, MayHaveLeft: false } && SaysNotConnected(failure);

    /// <summary>
    /// Whether the platform may have processed the current attempt. <see langword="true"/> unless it is certain that it has not.
    /// </summary>
    public static bool IsUnknown(CallState call, Exception failure) =>
        call.IsUnderWay
        && (!WasNotConnected(call, failure) || call.MayHaveBeenResent)
        && failure is not WeChatPayApiException { OutcomeUnknown: false };
}
