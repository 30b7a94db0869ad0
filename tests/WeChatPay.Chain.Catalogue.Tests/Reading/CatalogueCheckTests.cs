using WeChatPay.Chain.Catalogue.Reading;
using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Reading;

internal sealed class CatalogueCheckTests
{
    private const string Order = "POST v3/pay/orders  下单\n  -> json\n";

    [Test]
    public void Read_AnIdTwice_IsRejected()
    {
        Assert.That(
            Small.ErrorOf(Order + "\n" + Order),
            Is.EqualTo("v3/pay.txt:4: 'POST v3/pay/orders' is written twice; the first is v3/pay.txt:1."));
    }

    [Test]
    public void Read_AFileTwice_IsRejected()
    {
        var error = Assert.Throws<CatalogueException>(() => CatalogueReader.Read([new("v3/pay.txt", Order), new("v3/pay.txt", Order)]))!;

        Assert.That(error.Message, Is.EqualTo("The file v3/pay.txt is given twice."));
    }

    [Test]
    public void Read_AnUnknownRival_IsRejected()
    {
        Assert.That(
            Small.ErrorOf(Small.Lines("rival GET v3/pay/orders/{id}")),
            Is.EqualTo("v3/pay.txt:2: The rival 'GET v3/pay/orders/{id}' is not an operation of the catalogue; expected METHOD PATH."));
    }

    [Test]
    public void Read_ARivalInAnotherFile_IsFound()
    {
        var catalogue = CatalogueReader.Read(
        [
            new("v3/pay.txt", Small.Lines("rival POST v3/bill/orders")),
            new("v3/bill.txt", "POST v3/bill/orders  账单\n  -> json\n"),
        ]);

        Assert.That(catalogue.Operations[0].Rivals, Is.EqualTo(["POST v3/bill/orders"]));
    }

    [TestCase("v3/bill.txt", Order, "v3/bill.txt:1: 'POST v3/pay/orders' belongs to the file v3/pay.txt.")]
    [TestCase("v2/pay.txt", Order, "v2/pay.txt:1: 'POST v3/pay/orders' belongs to the file v3/pay.txt.")]
    [TestCase("webhooks/v2.txt", "WEBHOOK v3/A  B\n  resource\n", "webhooks/v2.txt:1: 'v3/A' belongs to the file webhooks/v3.txt.")]
    [TestCase("v3/A.txt", "WEBHOOK v3/A  B\n  resource\n", "v3/A.txt:1: 'v3/A' belongs to the file webhooks/v3.txt.")]
    public void Read_AnEntryInAnotherFile_IsRejected(string file, string text, string message)
    {
        Assert.That(Small.ErrorOf(text, file), Is.EqualTo(message));
    }
}
