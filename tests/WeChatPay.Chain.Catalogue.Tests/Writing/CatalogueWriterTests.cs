using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Catalogue.Reading;
using WeChatPay.Chain.Catalogue.Tests.Support;
using WeChatPay.Chain.Catalogue.Writing;

namespace WeChatPay.Chain.Catalogue.Tests.Writing;

internal sealed class CatalogueWriterTests
{
    [Test]
    public void Write_EachFileThatWasRead_HasTheSameText()
    {
        var operations = Repository.Catalogue.Operations.ToLookup(operation => string.Join('/', operation.Path.Split('/')[..2]) + ".txt");
        var webhooks = Repository.Catalogue.Webhooks.ToLookup(webhook => $"webhooks/{webhook.Version}.txt");

        Assert.Multiple(() =>
        {
            foreach (var (name, text) in Repository.Texts)
            {
                Assert.That(CatalogueWriter.Write(operations[name], webhooks[name]) == text, name);
            }
        });
    }

    [Test]
    public void Write_AChangedModel_CanBeRead()
    {
        var operation = Small.Read(Small.Lines("doc v3/merchant/1")).Operations.Single();
        var changed = operation with { Title = "新标题", Places = [new("query", IsRequired: true, [new Field { Name = "limit" }])] };

        var text = CatalogueWriter.Write([changed], []);

        Assert.That(text, Is.EqualTo(Small.Text(
            "POST v3/pay/orders  新标题", "  doc v3/merchant/1", "  query!", "    limit string", "  -> json")));
        Assert.That(CatalogueReader.Read([new("v3/pay.txt", text)]).Operations.Single().Title, Is.EqualTo("新标题"));
    }
}
