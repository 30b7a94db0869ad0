using System.Runtime.CompilerServices;
using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Catalogue.Reading;

namespace WeChatPay.Chain.Endpoints.Tests;

/// <summary>The catalogue of the repository.</summary>
internal static class CatalogueFiles
{
    private static readonly Lazy<EndpointCatalogue> _current = new(() => CatalogueReader.ReadFolder(Folder()));

    public static EndpointCatalogue Current => _current.Value;

    /// <summary>Gets the operations that can be called: one has no documented fields, which each style rejects.</summary>
    public static IEnumerable<Operation> Callable =>
        Current.Operations.Where(operation => operation.Id != "POST v2/applyment/micro/signcontract");

    public static IReadOnlyDictionary<string, (string Chinese, string English)> Glossary { get; } = Catalogue.Reading.Glossary.Read(
        new CatalogueText("glossary.txt", File.ReadAllText(Path.Combine(Folder(), "glossary.txt"))));

    private static string Folder([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "src", "WeChatPay.Chain.Endpoints", "Catalogue");
}
