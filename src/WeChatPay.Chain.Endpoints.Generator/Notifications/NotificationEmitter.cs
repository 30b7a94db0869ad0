using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Generator.Documentation;
using WeChatPay.Chain.Endpoints.Generator.Responses;
using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Notifications;

/// <summary>Writes a class for each webhook.</summary>
internal static class NotificationEmitter
{
    public static string Write(IReadOnlyList<Webhook> webhooks, FieldDocumentation documentation)
    {
        var writer = CodeWriter.CreateFile();
        var types = new ResponseTypeEmitter(writer, documentation);
        var tests = new EventTests(webhooks);
        writer.Block("namespace WeChatPay.Chain.Endpoints", () =>
        {
            foreach (var (name, webhook) in WithNames(webhooks, "v3"))
            {
                WriteSummary(writer, webhook);
                types.Write(name, MakeOptional(webhook.Resource), "ResponseFields, INotificationFields", () => writer.Line(
                    $"static bool INotificationFields.Matches(string eventType, string originalType) => {tests.Format(webhook)};"));
            }
        });
        writer.Block("namespace WeChatPay.Chain.Endpoints.V2", () =>
        {
            foreach (var (name, webhook) in WithNames(webhooks, "v2"))
            {
                WriteSummary(writer, webhook);
                types.Write(name, MakeOptional(V2Resource.FieldsOf(webhook)), "ResponseFields, IV2NotificationFields", () => writer.Line(
                    "static bool IV2NotificationFields.Matches(global::System.Collections.Generic.IReadOnlyDictionary<string, string> "
                        + "fields)"
                        + $" => {V2Resource.FormatTest(webhook)};"));
            }
        });
        return writer.ToString();
    }

    // MCHTRANSFER.BILL.FINISHED is MchtransferBillFinished. The notification transaction-success comes before
    // the event TRANSACTION.SUCCESS.
    private static List<(string Name, Webhook Webhook)> WithNames(IReadOnlyList<Webhook> webhooks, string version)
    {
        var names = new UniqueNames();
        return
        [
            .. webhooks
                .Where(webhook => webhook.Version == version)
                .OrderBy(webhook => char.IsUpper(webhook.Kind[0]))
                .Select(webhook => (names.Add(CSharpName.ToPascal(webhook.Kind.ToLowerInvariant())), webhook)),
        ];
    }

    private static void WriteSummary(CodeWriter writer, Webhook webhook)
    {
        writer.Line($"/// <summary>{OperationDocumentation.Summary(webhook)}</summary>");
        writer.Line($"/// <remarks>{OperationDocumentation.Remarks(webhook)}</remarks>");
    }

    // One page describes the notifications of several products, and calls required what only one of them has.
    private static IReadOnlyList<Field> MakeOptional(IReadOnlyList<Field> fields) =>
        [.. fields.Select(field => field with { Mark = FieldMark.None, Fields = MakeOptional(field.Fields) })];
}
