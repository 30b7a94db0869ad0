namespace WeChatPay.Chain.Sinks;

/// <summary>How much a sink takes, after decompression: a few compressed bytes may stand for a full disk.</summary>
internal static class DownloadLimit
{
    /// <exception cref="HttpRequestException">More was received.</exception>
    public static void Check(long received, long most)
    {
        if (received > most)
        {
            throw new HttpRequestException(
                HttpRequestError.ConfigurationLimitExceeded,
                $"The response is larger than the {most} bytes that WeChatPayClientOptions.MaxDownloadSize allows. Raise it if the file "
                    + "is meant to be so large.");
        }
    }
}
