namespace WeChatPay.Chain.Calls;

/// <summary>Judges by what happened whether a failed attempt may have taken effect.</summary>
internal static class CallOutcome
{
    /// <summary>Whether the failure says that no connection was made. The exception's own claim; see <see cref="WasNotConnected"/>.</summary>
    public static bool SaysNotConnected(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>Whether the attempt came to the network and found no connection, so that nothing of it was sent.</summary>
    public static bool WasNotConnected(PreparedRequest request, Exception failure) =>
        request is { IsUnderWay: true, MayHaveLeft: false } && SaysNotConnected(failure);

    /// <summary>Whether the platform may have carried the request out in the current attempt. Unknown unless the contrary is proved.</summary>
    public static bool IsUnknown(PreparedRequest request, Exception failure) =>
        request.IsUnderWay
        && (!WasNotConnected(request, failure) || request.MayHaveBeenResent)
        && failure is not WeChatPayApiException { OutcomeUnknown: false };
}
