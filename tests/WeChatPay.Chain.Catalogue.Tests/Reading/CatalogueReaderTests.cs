using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Catalogue.Reading;
using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Reading;

internal sealed class CatalogueReaderTests
{
    [Test]
    public void ReadFolder_OfTheRepository_HasEachDocumentedEndpoint()
    {
        var catalogue = CatalogueReader.ReadFolder(Repository.Folder);

        Assert.Multiple(() =>
        {
            Assert.That(catalogue.Operations, Has.Count.EqualTo(1147));
            Assert.That(catalogue.Operations.Count(operation => operation.Version == "v2"), Is.EqualTo(129));
            Assert.That(catalogue.Webhooks, Has.Count.EqualTo(112));
        });
    }

    // Counted by the independent reader that made the files.
    [Test]
    public void ReadFolder_OfTheRepository_HasEachField()
    {
        var (operations, webhooks) = Repository.Catalogue;

        Assert.Multiple(() =>
        {
            Assert.That(Count(operations.SelectMany(operation => operation.Places).SelectMany(place => place.Fields)), Is.EqualTo(11136));
            Assert.That(Count(operations.SelectMany(operation => operation.Response.Fields)), Is.EqualTo(16324));
            Assert.That(Count(webhooks.SelectMany(webhook => webhook.Resource.Concat(webhook.Reply ?? []))), Is.EqualTo(1971));
        });
    }

    [Test]
    public void Read_EveryRule_NamesFieldsThatExist()
    {
        var rules = Repository.Catalogue.Operations
            .SelectMany(operation => operation.Documentation.Rules.Select(rule => (Operation: operation, Rule: rule)))
            .ToList();

        var paths = rules.SelectMany(item => item.Rule.Fields.Select(path => (item.Operation, item.Rule.Place, Path: path)))
            .Concat(rules.Where(item => item.Rule is NeedRule { Condition: FieldCondition }).Select(item =>
            {
                var condition = (FieldCondition)((NeedRule)item.Rule).Condition;
                return (item.Operation, condition.Place ?? (item.Rule.Place == "header" ? "json" : item.Rule.Place), condition.Field);
            }))
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(rules, Has.Count.EqualTo(137));
            Assert.That(paths, Has.All.Matches<(Operation Operation, string Place, string Path)>(
                item => Find(item.Operation.FindPlace(item.Place)!.Fields, item.Path.Split('.'))));
        });
    }

    [Test]
    public void Read_AnOperation_HasItsFacts()
    {
        var operation = Small.Read(Small.Text(
            "POST v3/pay/orders/{id}  下单",
            "  page #",
            "  product 基础 支付 partner",
            "  status deprecated 2023.05.23 see /openapi/v3/new /openapi/v3/newer",
            "  doc v3/partner/4013080229",
            "  doc legacy https://pay.weixin.qq.com/wiki/a?b=1&c=2",
            "  wire v3/pay/orders/1",
            "  modes merchant partner",
            "  checked hand go",
            "  host! https://fraud.mch.weixin.qq.com/",
            "  flags security nonceless",
            "  sample https://example.com/sample",
            "  variant {\"a\":[1,true,\"x\\\"\"]}",
            "  media {\"parts\":[]}",
            "  anyof json a.x | b",
            "  oneof json a.y | b when:partner",
            "  need header Wechatpay-Serial if key:wechatpay-key",
            "  need json b|c if path:id",
            "  need json b if a.y>=200",
            "  error 400 PARAM_ERROR INVALID_REQUEST",
            "  path",
            "    id! string",
            "  header",
            "    Wechatpay-Serial string",
            "  json!",
            "    a! object",
            "      x! string key:wechatpay-key",
            "      y integer min:1 max:9 unit:fen",
            "    b string when:partner! = A | B C",
            "    c? string[] as:json +pseudoChildren",
            "  -> stream data errorOnly",
            "    code string")).Operations.Single();

        var documentation = operation.Documentation;
        var (a, b, c) = operation.FindPlace("json")!.Fields is [var first, var second, var third] ? (first, second, third) : default;
        Assert.Multiple(() =>
        {
            Assert.That(operation.Id, Is.EqualTo("POST v3/pay/orders/{id}"));
            Assert.That(operation.Title, Is.EqualTo("下单"));
            Assert.That(operation.Products, Is.EqualTo([new Product("基础 支付", "partner")]));
            Assert.That(operation.Wire, Is.EqualTo("v3/pay/orders/1"));
            Assert.That(operation.Host, Is.EqualTo(new OperationHost("https://fraud.mch.weixin.qq.com/", IsOnly: true)));
            Assert.That(operation.Sample, Is.EqualTo("https://example.com/sample"));
            Assert.That(operation.Variants, Is.EqualTo(["{\"a\":[1,true,\"x\\\"\"]}"]));
            Assert.That(operation.Media, Is.EqualTo("{\"parts\":[]}"));
            Assert.That(operation.Errors.Single().Codes, Is.EqualTo(["PARAM_ERROR", "INVALID_REQUEST"]));
            Assert.That(operation.Response.Kind, Is.EqualTo("stream data"));
            Assert.That(operation.Response.IsErrorOnly);
            Assert.That(documentation.Page, Is.EqualTo("#"));
            Assert.That(documentation.Statuses.Single().Date, Is.EqualTo("2023.05.23"));
            Assert.That(documentation.Statuses.Single().See, Is.EqualTo(["/openapi/v3/new", "/openapi/v3/newer"]));
            Assert.That(documentation.Links.Select(link => link.Url), Is.EqualTo(
                ["https://pay.weixin.qq.com/doc/v3/partner/4013080229", "https://pay.weixin.qq.com/wiki/a?b=1&c=2"]));
            Assert.That(documentation.Sources, Is.EqualTo(["hand", "go"]));
            Assert.That(documentation.Flags, Is.EqualTo(["security", "nonceless"]));
            Assert.That(documentation.Rules.OfType<OneOfRule>().Single().When, Is.EqualTo("partner"));
            Assert.That(documentation.Rules.OfType<NeedRule>().Select(rule => rule.Condition), Is.EqualTo(new Condition[]
            {
                new KeyCondition("wechatpay-key"),
                new FieldCondition("path", "id", Comparison.IsSent, null),
                new FieldCondition(null, "a.y", Comparison.AtLeast, "200"),
            }));
            Assert.That(a.Fields[0].Key, Is.EqualTo("wechatpay-key"));
            Assert.That((a.Fields[1].Min, a.Fields[1].Max, a.Fields[1].Unit), Is.EqualTo((1L, 9L, "fen")));
            Assert.That(b.When.Single(), Is.EqualTo(new FieldMode("partner", IsRequired: true)));
            Assert.That(b.Values!.Values, Is.EqualTo(["A", "B C"]));
            Assert.That((c.Mark, c.IsList, c.Encoding), Is.EqualTo((FieldMark.Unconfirmed, true, "json")));
            Assert.That(c.Flags, Is.EqualTo(["pseudoChildren"]));
        });
    }

    [Test]
    public void Read_AWebhook_HasItsFacts()
    {
        var webhook = Small.Read(
            Small.Text(
                "WEBHOOK v3/ORDER.PAID#TWO  支付通知",
                "  modes both merchant",
                "  flags plain",
                "  event ORDER.PAID ORDER.DONE",
                "  original order",
                "  shape single a",
                "  shape partner !a",
                "  shape parking original_type=order",
                "  resource",
                "    a string when:single!,parking",
                "  reply",
                "    code string =fixed OK"),
            Small.WebhookFile).Webhooks.Single();

        Assert.Multiple(() =>
        {
            Assert.That(webhook.Id, Is.EqualTo("v3/ORDER.PAID#TWO"));
            Assert.That(webhook.Events, Is.EqualTo(["ORDER.PAID", "ORDER.DONE"]));
            Assert.That(webhook.Originals, Is.EqualTo(["order"]));
            Assert.That(webhook.Shapes.Select(shape => $"{shape.Name} {shape.Test}"), Is.EqualTo(
                ["single a", "partner !a", "parking original_type=order"]));
            Assert.That(webhook.Resource.Single().When, Is.EqualTo([new FieldMode("single", true), new FieldMode("parking", false)]));
            Assert.That(webhook.Reply!.Single().Values!.Source, Is.EqualTo(ValueSource.Fixed));
            Assert.That(webhook.Documentation.Flags, Is.EqualTo(["plain"]));
        });
    }

    private static int Count(IEnumerable<Field> fields) => fields.Sum(field => 1 + Count(field.Fields));

    private static bool Find(IReadOnlyList<Field> fields, ReadOnlySpan<string> path)
    {
        foreach (var field in fields)
        {
            if (field.Name == path[0] && (path.Length == 1 || Find(field.Fields, path[1..])))
            {
                return true;
            }
        }
        return false;
    }
}
