namespace WeChatPay.Chain.Hosts;

/// <summary>Creates URLs whose path and query are not canonicalized, so that they are sent exactly as signed.</summary>
internal static class VerbatimUri
{
    private static readonly UriCreationOptions _verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <returns>The URL, or null if the text is not an absolute URL.</returns>
    public static Uri? TryCreate(string text) => Uri.TryCreate(text, _verbatim, out var uri) ? uri : null;

    /// <exception cref="UriFormatException">The text is not an absolute URL.</exception>
    public static Uri Create(string text) => new(text, _verbatim);
}
