using System.Text;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Tests.Responses;

/// <summary>Each property of each documented response and notification, with each field and with none.</summary>
internal sealed class ResponsePropertiesTests
{
    private static readonly IReadOnlyList<Operation> _operations =
        [.. CatalogueFiles.Current.Operations.Where(operation => operation.Response is { Kind: "json" or "xml", Fields.Count: > 0 })];

    [Test]
    public void Data_OfEachOperation_ReadsEachField()
    {
        var wrong = _operations.SelectMany(operation => PropertyCheck.FindWrong(
            DataOf(operation, SampleJson.Object(operation.Response.Fields)), operation.Response.Fields, operation.Id));

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Data_OfEachOperationWithoutFields_IsNullOrEmptyOrNamesTheField()
    {
        var wrong = _operations.SelectMany(operation => PropertyCheck.FindNotMissing(
            DataOf(operation, []), operation.Response.Fields, operation.Id));

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Data_OfEachWebhook_ReadsEachField()
    {
        var wrong = Webhooks.All.SelectMany(pair => PropertyCheck.FindWrong(
            Webhooks.Create(pair.Type, SampleJson.Object(pair.Fields)), pair.Fields, pair.Webhook.Id));

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Data_OfEachWebhookWithoutFields_IsNullOrEmpty()
    {
        var wrong = Webhooks.All.SelectMany(pair => PropertyCheck.FindNotMissing(
            Webhooks.Create(pair.Type, []), pair.Fields, pair.Webhook.Id));

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Operations_WithTypedData_AreThoseWithFields() => Assert.That(_operations, Has.Count.GreaterThan(1000));

    [Test]
    public void Webhooks_OfTheCatalogue_HaveAClassEach() => Assert.That(Webhooks.All, Has.Count.EqualTo(112));

    private static object DataOf(Operation operation, JsonObject fields)
    {
        var type = typeof(WeChatPayResponse<>).MakeGenericType(DataTypes.Of(operation));
        var body = operation.Version == "v2" ? ToXml(fields) : fields.ToJsonString();
        var response = Activator.CreateInstance(type, WeChatPayResponse.Create(body))!;
        return type.GetProperty("Data", type.GetGenericArguments()[0])!.GetValue(response)!;
    }

    // Nested elements do not occur in what the client verifies; lists and objects of APIv2 are JSON within a field.
    private static string ToXml(JsonObject fields)
    {
        var xml = new StringBuilder("<xml>");
        Append(xml, fields);
        return xml.Append("</xml>").ToString();
    }

    private static void Append(StringBuilder xml, JsonObject fields)
    {
        foreach (var (name, value) in fields)
        {
            foreach (var item in value is JsonArray list ? list.AsEnumerable() : [value])
            {
                xml.Append('<').Append(name).Append('>');
                if (item is JsonObject nested)
                {
                    Append(xml, nested);
                }
                else
                {
                    xml.Append("<![CDATA[").Append(item).Append("]]>");
                }
                xml.Append("</").Append(name).Append('>');
            }
        }
    }
}
