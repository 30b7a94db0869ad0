namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Checks a path that starts with the version of the API.</summary>
internal static class VersionedPath
{
    public static string Check(SourceLine line, string text)
    {
        var isPath = text.Length > 3 && text.IndexOf(' ') < 0
            && (text.StartsWith("v2/", StringComparison.Ordinal) || text.StartsWith("v3/", StringComparison.Ordinal));
        return isPath ? text : throw line.Error($"'{text}' is not a path; expected 'v2/…' or 'v3/…'.");
    }
}
