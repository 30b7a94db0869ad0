using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Catalogue.Writing;

namespace WeChatPay.Chain.Catalogue.Comparing;

/// <summary>Compares two states of a webhook.</summary>
internal static class WebhookComparison
{
    public static IReadOnlyList<ApiChange> Compare(Webhook before, Webhook after)
    {
        var changes = new ChangeList(after.Id);
        CompareTypes(changes, "event", before.Events, after.Events);
        CompareTypes(changes, "original", before.Originals, after.Originals);
        new FieldListComparison(FieldUse.Notification, changes).Compare("resource", before.Resource, after.Resource);
        new FieldListComparison(FieldUse.Request, changes).Compare("reply", before.Reply ?? [], after.Reply ?? []);
        changes.AddIfChanged("", "the title", before.Title, after.Title);
        changes.AddIfChanged("", "the list of flags", Join(before.Documentation.Flags), Join(after.Documentation.Flags));
        DocumentationComparison.Compare(changes, before.Documentation, after.Documentation);
        DocumentationComparison.CompareLines(
            changes, text => EntryText.Shapes(text, before.Shapes), text => EntryText.Shapes(text, after.Shapes));
        return changes.Changes;
    }

    private static string Join(IEnumerable<string> words) => string.Join(" ", words);

    private static void CompareTypes(ChangeList changes, string location, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        foreach (var type in after.Except(before))
        {
            changes.Add(location, $"'{type}' was added.");
        }
        foreach (var type in before.Except(after))
        {
            changes.Break(location, $"'{type}' was removed; notifications with it are no longer recognized.");
        }
    }
}
