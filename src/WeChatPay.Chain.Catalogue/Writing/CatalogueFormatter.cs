using WeChatPay.Chain.Catalogue.Reading;

namespace WeChatPay.Chain.Catalogue.Writing;

/// <summary>Brings a file into the canonical form.</summary>
public static class CatalogueFormatter
{
    /// <summary>Writes the content of a file again, whose lines, attributes and words may have any order.</summary>
    /// <returns>The text of the file in the canonical form.</returns>
    /// <exception cref="CatalogueException">The file is not in the expected format.</exception>
    public static string Format(CatalogueText file)
    {
        var content = FileReader.Read(file).Content;
        return CatalogueWriter.Write(content.Operations, content.Webhooks);
    }
}
