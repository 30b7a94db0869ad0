using System.Text;
using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Catalogue.Writing;

namespace WeChatPay.Chain.Catalogue.Comparing;

/// <summary>Compares what only the documentation, the analyzer and the sandbox show. It never breaks calling code.</summary>
internal static class DocumentationComparison
{
    public static void Compare(ChangeList changes, Documentation before, Documentation after)
    {
        changes.AddIfChanged("", "the page", before.Page, after.Page);
        changes.AddIfChanged("", "the modes", string.Join(" ", before.Modes), string.Join(" ", after.Modes));
        changes.AddIfChanged("", "the sources", string.Join(" ", before.Sources), string.Join(" ", after.Sources));
        CompareLines(changes, text => EntryText.Links(text, before.Links), text => EntryText.Links(text, after.Links));
        CompareLines(changes, text => EntryText.Statuses(text, before.Statuses), text => EntryText.Statuses(text, after.Statuses));
        CompareLines(changes, text => RuleText.Write(text, before.Rules), text => RuleText.Write(text, after.Rules));
    }

    /// <summary>Compares facts as lines of the catalogue.</summary>
    public static void CompareLines(ChangeList changes, Action<StringBuilder> writeBefore, Action<StringBuilder> writeAfter)
    {
        var (before, after) = (Lines(writeBefore), Lines(writeAfter));
        foreach (var line in after.Except(before))
        {
            changes.Add("", $"'{line}' was added.");
        }
        foreach (var line in before.Except(after))
        {
            changes.Add("", $"'{line}' was removed.");
        }
    }

    private static string[] Lines(Action<StringBuilder> write)
    {
        var text = new StringBuilder();
        write(text);
        return [.. text.ToString().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
    }
}
