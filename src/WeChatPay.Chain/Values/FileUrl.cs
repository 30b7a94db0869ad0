namespace WeChatPay.Chain.Values;

/// <summary>Reads <c>file://</c> and a path, as lines of the PHP library and <see cref="Uri.AbsoluteUri"/> write it.</summary>
internal static class FileUrl
{
    private const string Scheme = "file://";

    /// <returns>The path; null when the text does not begin with <c>file://</c>.</returns>
    public static string? GetPath(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        // Ported lines write the path as it is; Uri.AbsoluteUri escapes it, and puts a slash before a drive letter.
        var written = text[Scheme.Length..];
        var path = File.Exists(written) ? written : Uri.UnescapeDataString(written);
        return OperatingSystem.IsWindows() && path is ['/', _, ':', ..] ? path[1..] : path;
    }
}
