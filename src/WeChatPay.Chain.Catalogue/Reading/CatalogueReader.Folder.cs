using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

// Analyzers must not read files: they compile neither this file nor CatalogueFolder.
public static partial class CatalogueReader
{
    /// <summary>Reads the files of a folder that has the folders <c>v2</c>, <c>v3</c> and <c>webhooks</c>.</summary>
    /// <exception cref="CatalogueException">A file is not in the expected format, or contradicts another.</exception>
    public static EndpointCatalogue ReadFolder(string folder) => Read(CatalogueFolder.ReadTexts(folder));
}
