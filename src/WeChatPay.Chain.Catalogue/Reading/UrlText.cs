namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Checks an absolute URL. Old official pages have <c>http</c>.</summary>
internal static class UrlText
{
    public static void Check(SourceLine line, string text)
    {
        var isUrl = text.IndexOf(' ') < 0
            && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == "https" || url.Scheme == "http");
        if (!isUrl)
        {
            throw line.Error($"'{text}' is not a URL; expected https://….");
        }
    }
}
