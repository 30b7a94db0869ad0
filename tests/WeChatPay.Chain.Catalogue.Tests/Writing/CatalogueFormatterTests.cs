using WeChatPay.Chain.Catalogue.Reading;
using WeChatPay.Chain.Catalogue.Tests.Support;
using WeChatPay.Chain.Catalogue.Writing;

namespace WeChatPay.Chain.Catalogue.Tests.Writing;

internal sealed class CatalogueFormatterTests
{
    [Test]
    public void Format_AnotherOrder_IsCanonical()
    {
        var text = Small.Text(
            "",
            "POST v3/pay/orders  下单",
            "  checked skit go",
            "  need json a if b",
            "",
            "  anyof json a | b",
            "  doc v3/merchant/1",
            "  page #",
            "  json",
            "    a integer unit:fen max:010 min:1",
            "    b string +jsonHint +pseudoChildren",
            "  -> json",
            "");

        Assert.That(CatalogueFormatter.Format(new("v3/pay.txt", text)), Is.EqualTo(Small.Text(
            "POST v3/pay/orders  下单",
            "  page #",
            "  doc v3/merchant/1",
            "  checked go skit",
            "  anyof json a | b",
            "  need json a if b",
            "  json",
            "    a integer min:1 max:10 unit:fen",
            "    b string +pseudoChildren +jsonHint",
            "  -> json")));
    }

    [Test]
    public void Format_AComment_IsRejectedInsteadOfLost()
    {
        Assert.That(
            () => CatalogueFormatter.Format(new("v3/pay.txt", "# note\n")),
            Throws.TypeOf<CatalogueException>().With.Message.StartsWith("v3/pay.txt:1: The line is a comment"));
    }
}
