namespace WeChatPay.Chain.Values;

/// <summary>Reads <c>file://</c> URLs, as written by <see cref="Uri.AbsoluteUri"/> or in code ported from PHP.</summary>
internal static class FileUrl
{
    private const string Scheme = "file://";

    /// <returns>The path, or null if the text does not begin with <c>file://</c>.</returns>
    public static string? GetPath(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        // Ported code contains the plain path. Uri.AbsoluteUri escapes it, and adds a slash before a drive letter.
        var written = text[Scheme.Length..];
        var path = File.Exists(written) ? written : Uri.UnescapeDataString(written);
        return OperatingSystem.IsWindows() && path is ['/', _, ':', ..] ? path[1..] : path;
    }
}
