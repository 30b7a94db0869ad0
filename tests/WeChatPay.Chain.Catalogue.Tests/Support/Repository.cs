using System.Runtime.CompilerServices;
using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Catalogue.Reading;

namespace WeChatPay.Chain.Catalogue.Tests.Support;

/// <summary>The catalogue of this repository. Tests only read it.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    public static string Folder { get; } = Path.Combine(Root, "src", "WeChatPay.Chain.Endpoints", "Catalogue");

    public static IReadOnlyList<CatalogueText> Texts { get; } = CatalogueFolder.ReadTexts(Folder);

    public static EndpointCatalogue Catalogue { get; } = CatalogueReader.Read(Texts);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
