using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Reading;

internal sealed class WebhookLineTests
{
    private const string Shape = "is not a shape; expected a name in lower case, then FIELD, !FIELD or FIELD=VALUE.";

    [TestCase("product 支付 both", "'product 支付 both' is not a line of a webhook.")]
    [TestCase("-> json", "'-> json' is not a line of a webhook.")]
    [TestCase("reply x", "'reply x' is not a line of a webhook.")]
    [TestCase("modes all", "'all' is not a mode; expected both, merchant, partner.")]
    [TestCase("flags security", "'security' is not a flag; expected plain.")]
    [TestCase("event", "'event' has no word, or two spaces between words; expected words with one space between them.")]
    [TestCase("original a a", "'a' is written twice.")]
    [TestCase("shape Single a", "'Single a' " + Shape)]
    [TestCase("shape single", "'single' " + Shape)]
    [TestCase("shape single !a=b", "'single !a=b' " + Shape)]
    [TestCase("shape single a=", "'single a=' " + Shape)]
    [TestCase("shape single c", "The shape 'single' tests the field 'c', which 'resource' does not have.")]
    [TestCase("test c", "'c' is not a test of a field of 'resource'; expected FIELD, !FIELD or FIELD=VALUE.")]
    [TestCase("test a !b=1", "'!b=1' is not a test of a field of 'resource'; expected FIELD, !FIELD or FIELD=VALUE.")]
    [TestCase("anyof resource a | c", "'resource' does not have the field 'c'.")]
    [TestCase("anyof reply a | b", "'reply' does not exist here, so it cannot have the field 'a'.")]
    public void Read_AMalformedLine_IsRejected(string line, string message)
    {
        Assert.That(Small.ErrorOf(Small.WebhookLines(line), Small.WebhookFile), Is.EqualTo("webhooks/v3.txt:2: " + message));
    }

    [TestCase("event A|event B", "The line 'event' is written twice.")]
    [TestCase("test a|test b", "The line 'test' is written twice.")]
    [TestCase("original a|original b", "The line 'original' is written twice.")]
    [TestCase("shape single a|shape single a", "The line 'shape single a' is written twice.")]
    [TestCase("resource|resource", "The line 'resource' is written twice.")]
    [TestCase("reply|reply", "The line 'reply' is written twice.")]
    public void Read_ALineTwice_IsRejected(string lines, string message)
    {
        Assert.That(
            Small.ErrorOf(Small.WebhookLines(lines.Split('|')), Small.WebhookFile), Is.EqualTo("webhooks/v3.txt:3: " + message));
    }

    [Test]
    public void Read_NoContent_IsRejected()
    {
        Assert.That(
            Small.ErrorOf("WEBHOOK v3/A  通知\n", Small.WebhookFile),
            Is.EqualTo("webhooks/v3.txt:1: 'v3/A' has no content; expected a line 'resource'."));
    }
}
