namespace WeChatPay.Chain.Endpoints.Generator.Documentation;

/// <summary>Text of documentation comments.</summary>
internal static class XmlText
{
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Code in a sentence.</summary>
    public static string Code(string text) => $"<c>{Escape(text)}</c>";
}
