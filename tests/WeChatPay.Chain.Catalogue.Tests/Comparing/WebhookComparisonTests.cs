using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Comparing;

internal sealed class WebhookComparisonTests
{
    private const string Paid = "WEBHOOK v3/ORDER.PAID  支付通知\n  resource\n    a! string\n";

    [TestCase("", Paid, "was added.")]
    [TestCase(Paid, "", "! was removed; code that reads it no longer compiles.")]
    [TestCase(Paid, "WEBHOOK v3/ORDER.PAID  通知\n  resource\n    a! string\n", "the title changed from '支付通知' to '通知'.")]
    [TestCase(Paid, "WEBHOOK v3/ORDER.PAID  支付通知\n  resource\n    a! integer\n",
        "! resource.a: has the type integer (was string); the property has another type in C#.")]
    [TestCase(Paid, "WEBHOOK v3/ORDER.PAID  支付通知\n  resource\n    a string\n", "resource.a: the mark changed from '!' to nothing.")]
    [TestCase(Paid, "WEBHOOK v3/ORDER.PAID  支付通知\n  resource\n    a! string\n    b! string\n", "resource.b: was added.")]
    [TestCase(Paid, "WEBHOOK v3/ORDER.PAID  支付通知\n  resource\n", "! resource.a: was removed; code that reads it no longer compiles.")]
    [TestCase(Paid, Paid + "  reply\n    code! string\n",
        "! reply.code: was added and is required; an object without it no longer compiles.")]
    public void Compare_AChangedWebhook_IsOneChange(string before, string after, string change)
    {
        Assert.That(Compared.Texts(before, after, Small.WebhookFile), Is.EqualTo([change]));
    }

    [TestCase("event A", "event A B", "event: 'B' was added.")]
    [TestCase("event A B", "event A", "! event: 'B' was removed; notifications with it are no longer recognized.")]
    [TestCase("original a", "original b", "original: 'b' was added.", "! original: 'a' was removed; " +
        "notifications with it are no longer recognized.")]
    [TestCase(
        "flags plain", "modes both", "the list of flags changed from 'plain' to nothing.", "the modes changed from nothing to 'both'.")]
    [TestCase("shape single a", "shape single !a", "'shape single !a' was added.", "'shape single a' was removed.")]
    public void Compare_AChangedLine_IsFound(string before, string after, params string[] changes)
    {
        Assert.That(
            Compared.Texts(Small.WebhookLines(before), Small.WebhookLines(after), Small.WebhookFile), Is.EqualTo(changes));
    }
}
