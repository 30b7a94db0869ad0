using WeChatPay.Chain.Catalogue.Reading;

namespace WeChatPay.Chain.Catalogue.Tests.Reading;

internal sealed class GlossaryTests
{
    [Test]
    public void Read_Entries_HaveBothLanguages()
    {
        var glossary = Glossary.Read(new(
            "glossary.txt", "# Names of fields\n\nappid  应用 ID | app ID\nout_trade_no  商户订单号 | merchant's order number\n"));

        Assert.Multiple(() =>
        {
            Assert.That(glossary, Has.Count.EqualTo(2));
            Assert.That(glossary["out_trade_no"], Is.EqualTo(("商户订单号", "merchant's order number")));
        });
    }

    [TestCase("a 甲 | x", "1: 'a 甲 | x' is not an entry; expected a name, two spaces, Chinese, ' | ' and English.")]
    [TestCase("a  甲|x", "1: 'a  甲|x' is not an entry; expected a name, two spaces, Chinese, ' | ' and English.")]
    [TestCase("a.b  甲 | x", "1: 'a.b' is not a field name; expected letters, digits, '_', '-' or '$'.")]
    [TestCase("a   甲 | x", "1: 'a' has an explanation that is empty, or has a bar or spaces at an end.")]
    [TestCase("a  甲 | ", "1: 'a' has an explanation that is empty, or has a bar or spaces at an end.")]
    [TestCase("a   | x", "1: 'a' has an explanation that is empty, or has a bar or spaces at an end.")]
    [TestCase("a  甲 | x | y", "1: 'a' has an explanation that is empty, or has a bar or spaces at an end.")]
    [TestCase("a  甲 | x\r", "1: 'a' has an explanation that is empty, or has a bar or spaces at an end.")]
    [TestCase("# comment\na  甲 | x\na  乙 | y", "3: 'a' is explained twice.")]
    [TestCase("b  甲 | x\n\na  乙 | y", "3: 'a' follows 'b'; expected names in order.")]
    [TestCase("a  甲 | x\nB  乙 | y", "2: 'B' follows 'a'; expected names in order.")]
    public void Read_AMalformedEntry_IsRejected(string text, string message)
    {
        Assert.That(
            () => Glossary.Read(new("glossary.txt", text)),
            Throws.TypeOf<CatalogueException>().With.Message.EqualTo("glossary.txt:" + message));
    }
}
