using WeChatPay.Chain.Catalogue.Reading;
using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Reading;

/// <summary>What is expected of each line, whatever it says.</summary>
internal sealed class LineTests
{
    private const string Order = "POST v3/pay/orders  下单\n  -> json\n";

    [TestCase("POST v3/pay/orders  下单\r\n", "1: The line ends with a carriage return; expected a line feed only.")]
    [TestCase("POST v3/pay/orders  下单 \n", "1: The line ends with a space; remove it.")]
    [TestCase(Order + "# comment\n", "3: The line is a comment, which would be lost when the file is written; remove it.")]
    [TestCase("POST v3/pay/orders  下单\n   -> json\n", "2: The line starts with 3 spaces; expected two for each level.")]
    [TestCase("POST v3/pay/orders  下单\n  doc\tx\n", "2: The line has the control character U+0009; remove it.")]
    [TestCase("\uFEFF" + Order, "1: The line has the control character U+FEFF; remove it.")]
    [TestCase("  " + Order, "1: 'POST v3/pay/orders  下单' is indented before the first operation; " +
        "expected METHOD PATH, two spaces, and a title.")]
    [TestCase("POST v3/pay/orders 下单\n", "1: 'POST v3/pay/orders 下单' is not an operation; " +
        "expected METHOD PATH, two spaces, and a title.")]
    [TestCase("POST v3/pay/orders   下单\n", "1: 'POST v3/pay/orders   下单' is not an operation; " +
        "expected METHOD PATH, two spaces, and a title.")]
    [TestCase("post v3/pay/orders  下单\n", "1: 'post' is not a verb; expected GET, POST, PUT, PATCH, DELETE.")]
    [TestCase("POST /v3/pay/orders  下单\n", "1: '/v3/pay/orders' is not a path; expected 'v2/…' or 'v3/…'.")]
    [TestCase("POST v3/pay/orders  下单\n    -> json\n", "2: '-> json' is indented by 2 levels, but does not follow a place; " +
        "expected one level.")]
    public void Read_AMalformedLine_IsRejected(string text, string message)
    {
        Assert.That(Small.ErrorOf(text), Is.EqualTo("v3/pay.txt:" + message));
    }

    [TestCase(Order + "\n", "4: Saw an empty line; expected the end of the file here.", TestName = "Read_AnEmptyLineAtTheEnd_IsRejected")]
    [TestCase("\n" + Order, "1: Saw an empty line; expected 'POST v3/pay/orders  下单' here.",
        TestName = "Read_AnEmptyLineAtTheStart_IsRejected")]
    [TestCase("POST v3/pay/orders  下单\n  -> json", "3: Saw the end of the file; expected an empty line here.",
        TestName = "Read_NoLineFeedAtTheEnd_IsRejected")]
    [TestCase("POST v3/pay/orders  下单\n\n  -> json\n", "2: Saw an empty line; expected '-> json' here.",
        TestName = "Read_AnEmptyLineBetween_IsRejected")]
    [TestCase(Order + "POST v3/pay/x  下单\n  -> json\n", "3: Saw 'POST v3/pay/x  下单'; expected an empty line here.",
        TestName = "Read_NoEmptyLineBetweenOperations_IsRejected")]
    public void Read_AnotherLayout_IsRejected(string text, string message)
    {
        Assert.That(Small.ErrorOf(text), Does.StartWith("v3/pay.txt:" + message));
    }

    [Test]
    public void Read_AnError_HasTheFileAndTheLine()
    {
        var error = Assert.Throws<CatalogueException>(() => Small.Read(Order + "\n?"))!;

        Assert.That((error.File, error.Line), Is.EqualTo(("v3/pay.txt", 4)));
    }
}
