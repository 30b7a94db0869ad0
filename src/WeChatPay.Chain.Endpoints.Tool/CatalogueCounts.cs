using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Tool;

/// <summary>Counts what a catalogue has.</summary>
internal static class CatalogueCounts
{
    public static IEnumerable<(string Name, int Count)> From(EndpointCatalogue catalogue)
    {
        var (operations, webhooks) = catalogue;
        yield return ("operations", operations.Count);
        yield return ("operations of APIv2", operations.Count(operation => operation.Version == "v2"));
        yield return ("operations with a second source", operations.Count(operation => operation.Documentation.Sources.Count > 0));
        yield return ("operations with error codes", operations.Count(operation => operation.Errors.Count > 0));
        yield return ("webhooks", webhooks.Count);

        var documentations = operations.Select(operation => operation.Documentation)
            .Concat(webhooks.Select(webhook => webhook.Documentation))
            .ToList();
        yield return ("links", documentations.Sum(documentation => documentation.Links.Count));
        yield return ("rules", documentations.Sum(documentation => documentation.Rules.Count));

        var requests = All(operations.SelectMany(operation => operation.Places).SelectMany(place => place.Fields)).ToList();
        yield return ("request fields", requests.Count);
        yield return ("required request fields", requests.Count(field => field.IsRequired));
        yield return ("response fields", All(operations.SelectMany(operation => operation.Response.Fields)).Count());
        yield return ("webhook fields", All(webhooks.SelectMany(webhook => webhook.Resource.Concat(webhook.Reply ?? []))).Count());
    }

    private static IEnumerable<Field> All(IEnumerable<Field> fields) => fields.SelectMany(field => All(field.Fields).Prepend(field));
}
