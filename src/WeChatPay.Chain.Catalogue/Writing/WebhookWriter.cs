using System.Text;
using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Writing;

/// <summary>Writes a webhook.</summary>
internal static class WebhookWriter
{
    public static void Write(StringBuilder text, Webhook webhook)
    {
        var documentation = webhook.Documentation;
        text.Append("WEBHOOK ").Append(webhook.Id).Append("  ").Append(webhook.Title).Append('\n');
        EntryText.Line(text, "page", documentation.Page);
        EntryText.Words(text, "modes", documentation.Modes, Vocabulary.WebhookModes);
        EntryText.Statuses(text, documentation.Statuses);
        EntryText.Links(text, documentation.Links);
        EntryText.Words(text, "flags", documentation.Flags, Vocabulary.WebhookFlags);
        EntryText.Words(text, "checked", documentation.Sources, Vocabulary.Sources);
        EntryText.Words(text, "event", webhook.Events);
        EntryText.Words(text, "original", webhook.Originals);
        EntryText.Shapes(text, webhook.Shapes);
        EntryText.Words(text, "test", webhook.Tests);
        RuleText.Write(text, documentation.Rules);
        WriteFields(text, "resource", webhook.Resource);
        WriteFields(text, "reply", webhook.Reply);
    }

    private static void WriteFields(StringBuilder text, string name, IReadOnlyList<Field>? fields)
    {
        if (fields is not null)
        {
            text.Append("  ").Append(name).Append('\n');
            FieldWriter.Write(text, fields);
        }
    }
}
