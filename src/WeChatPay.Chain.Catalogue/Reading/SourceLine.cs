namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>A line of a file that is not empty.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Number">The number of the line. The first is 1.</param>
/// <param name="Depth">The level of indentation.</param>
/// <param name="Text">The text without the indentation.</param>
internal readonly record struct SourceLine(string File, int Number, int Depth, string Text)
{
    public CatalogueException Error(string message) => new(File, Number, message);

    public CatalogueException Unknown(string text, string kind, IEnumerable<string> known) =>
        Error($"'{text}' is not {kind}; expected {string.Join(", ", known)}.");

    /// <summary>Checks that a word is one of a list.</summary>
    public string OneOf(string[] known, string text, string kind) =>
        Array.IndexOf(known, text) >= 0 ? text : throw Unknown(text, kind, known);
}
