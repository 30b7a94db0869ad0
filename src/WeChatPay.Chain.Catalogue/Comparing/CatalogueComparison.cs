using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Comparing;

/// <summary>Compares two states of the catalogue.</summary>
public static class CatalogueComparison
{
    /// <summary>Gets what changed for users of typed endpoints. The order of operations and fields does not matter.</summary>
    /// <returns>The changes, in the order of the second state. Operations and webhooks that were removed are last.</returns>
    public static IReadOnlyList<ApiChange> Compare(EndpointCatalogue before, EndpointCatalogue after) =>
    [
        .. OperationPairs.Find(before, after).SelectMany(pair => Compare(pair.Before, pair.After)),
        .. after.Webhooks.SelectMany(webhook => Compare(before.Webhooks.FirstOrDefault(other => other.Id == webhook.Id), webhook)),
        .. before.Webhooks.Where(webhook => after.Webhooks.All(other => other.Id != webhook.Id)).SelectMany(Removed),
    ];

    private static IReadOnlyList<ApiChange> Compare(Operation? before, Operation? after) => (before, after) switch
    {
        (null, { } added) => [new(added.Id, "", "was added.", IsBreaking: false)],
        ({ } removed, null) => [new(removed.Id, "", "was removed; calls of it no longer compile.", IsBreaking: true)],
        ({ } first, { } second) => OperationComparison.Compare(first, second),
        _ => [],
    };

    private static IReadOnlyList<ApiChange> Compare(Webhook? before, Webhook after) =>
        before is null ? [new(after.Id, "", "was added.", IsBreaking: false)] : WebhookComparison.Compare(before, after);

    private static IReadOnlyList<ApiChange> Removed(Webhook webhook) =>
        [new(webhook.Id, "", "was removed; code that reads it no longer compiles.", IsBreaking: true)];
}
