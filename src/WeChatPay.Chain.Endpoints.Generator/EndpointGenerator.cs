using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Generator.Documentation;
using WeChatPay.Chain.Endpoints.Generator.Notifications;
using WeChatPay.Chain.Endpoints.Generator.Paths;

namespace WeChatPay.Chain.Endpoints.Generator;

/// <summary>Generates the typed endpoints: one file per area of the catalogue, and a few for all.</summary>
internal static class EndpointGenerator
{
    /// <returns>The text of each file by its name.</returns>
    public static IReadOnlyDictionary<string, string> Generate(
        EndpointCatalogue catalogue, IReadOnlyDictionary<string, (string Chinese, string English)> glossary)
    {
        var fields = new FieldDocumentation(glossary);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Verbs.g.cs"] = VerbEmitter.Write(),
            ["Roots.g.cs"] = RootEmitter.Write(),
            ["Notifications.g.cs"] = NotificationEmitter.Write(catalogue.Webhooks, fields),
        };
        foreach (var area in catalogue.Operations.GroupBy(AreaOf))
        {
            files.Add($"{area.Key}.g.cs", AreaEmitter.Write([.. area], fields));
        }
        return files;
    }

    // The first two segments: v3.pay
    private static string AreaOf(Operation operation) => string.Join('.', operation.Path.Split('/').Take(2));
}
