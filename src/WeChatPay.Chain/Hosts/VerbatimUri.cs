namespace WeChatPay.Chain.Hosts;

/// <summary>URLs whose path and query stay as they are written: what is signed is what is sent.</summary>
internal static class VerbatimUri
{
    private static readonly UriCreationOptions _verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <returns>Null when the text is no absolute URL.</returns>
    public static Uri? TryCreate(string text) => Uri.TryCreate(text, _verbatim, out var uri) ? uri : null;

    /// <exception cref="UriFormatException">The text is no absolute URL.</exception>
    public static Uri Create(string text) => new(text, _verbatim);
}
