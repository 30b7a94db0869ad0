using System.Text;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Writing;

/// <summary>Writes a file of the catalogue in its one canonical form.</summary>
public static class CatalogueWriter
{
    /// <summary>Writes operations and webhooks, in their order, with an empty line between them.</summary>
    /// <returns>The text of one file.</returns>
    public static string Write(IEnumerable<Operation> operations, IEnumerable<Webhook> webhooks)
    {
        var text = new StringBuilder();
        foreach (var operation in operations)
        {
            Separate(text);
            OperationWriter.Write(text, operation);
        }
        foreach (var webhook in webhooks)
        {
            Separate(text);
            WebhookWriter.Write(text, webhook);
        }
        return text.ToString();
    }

    private static void Separate(StringBuilder text)
    {
        if (text.Length > 0)
        {
            text.Append('\n');
        }
    }
}
