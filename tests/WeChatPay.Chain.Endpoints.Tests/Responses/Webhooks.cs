using System.Text.Json;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Tests.Responses;

/// <summary>The classes of the webhooks.</summary>
internal static class Webhooks
{
    /// <summary>Gets each webhook with its class and the fields that the client hands out.</summary>
    public static IReadOnlyList<(Webhook Webhook, Type Type, IReadOnlyList<Field> Fields)> All { get; } =
        [.. CatalogueFiles.Current.Webhooks.Select(webhook => (webhook, TypeOf(webhook), MakeOptional(FieldsOf(webhook))))];

    public static object Create(Type type, JsonObject fields) => typeof(ResponseFields)
        .GetMethod("Create", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
        .MakeGenericMethod(type)
        .Invoke(null, [JsonSerializer.SerializeToElement(fields)])!;

    private static Type TypeOf(Webhook webhook)
    {
        var name = string.Concat(
            webhook.Kind.ToLowerInvariant().Split('.', '_', '-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var space = webhook.Version == "v2" ? "WeChatPay.Chain.Endpoints.V2" : "WeChatPay.Chain.Endpoints";
        // The event TRANSACTION.SUCCESS of APIv2 has the name that transaction-success has.
        return typeof(ResponseFields).Assembly.GetType(
            webhook.Id == "v2/TRANSACTION.SUCCESS" ? $"{space}.{name}_" : $"{space}.{name}", throwOnError: true)!;
    }

    private static IReadOnlyList<Field> FieldsOf(Webhook webhook) =>
        webhook.Resource.FirstOrDefault(field => field.Key == "apiv2-aes-ecb")?.Fields
        ?? [.. webhook.Resource.Select(field => webhook.Version == "v2" && field.Key is not null ? field with { Fields = [] } : field)];

    private static List<Field> MakeOptional(IReadOnlyList<Field> fields) =>
        [.. fields.Select(field => field with { Mark = FieldMark.None, Fields = MakeOptional(field.Fields) })];
}
