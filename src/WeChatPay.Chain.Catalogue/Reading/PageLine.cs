namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads <c>page PATH</c> and <c>page #</c>.</summary>
internal static class PageLine
{
    private const string ByMethod = "#";

    public static string Parse(SourceLine line, string value)
    {
        if (value != ByMethod)
        {
            Check(line, value);
        }
        return value;
    }

    /// <summary>Checks the path of a page on the documentation site.</summary>
    public static void Check(SourceLine line, string page)
    {
        if (page.Length < 2 || page[0] != '/' || page.IndexOf(' ') >= 0)
        {
            throw line.Error($"'{page}' is not a page; expected a path that starts with a slash.");
        }
    }
}
