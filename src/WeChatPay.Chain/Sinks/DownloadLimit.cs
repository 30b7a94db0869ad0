namespace WeChatPay.Chain.Sinks;

/// <summary>Limits the decompressed size of a body for a sink: a few compressed bytes could fill a disk.</summary>
internal static class DownloadLimit
{
    /// <exception cref="HttpRequestException">More than <paramref name="maxBytes"/> were received.</exception>
    public static void Check(long received, long maxBytes)
    {
        if (received > maxBytes)
        {
            throw new HttpRequestException(
                HttpRequestError.ConfigurationLimitExceeded,
                $"The response is larger than the {maxBytes} bytes that WeChatPayClientOptions.MaxDownloadSize allows. "
                    + "Increase it if files of this size are expected.");
        }
    }
}
