using WeChatPay.Chain.Catalogue.Reading;
using WeChatPay.Chain.Catalogue.Tests.Support;
using WeChatPay.Chain.Catalogue.Writing;

namespace WeChatPay.Chain.Catalogue.Tests.Writing;

internal sealed class DocumentationTests
{
    [Test]
    public void Example_OfThePageForContributors_IsInCanonicalForm()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Folder, "..", "docs", "catalogue.md"));
        var example = page.Split("```text\n")[1].Split("```")[0];

        Assert.That(CatalogueFormatter.Format(new CatalogueText("v3/pay.txt", example)), Is.EqualTo(example));
    }
}
