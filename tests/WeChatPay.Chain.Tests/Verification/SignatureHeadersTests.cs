using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.Tests.Verification;

internal sealed class SignatureHeadersTests
{
    [Test]
    public void From_NamesInAnyCase_ReadsThem()
    {
        using var message = new HttpResponseMessage();
        (string, string)[] headers =
        [
            ("wechatpay-timestamp", "1"), ("WECHATPAY-NONCE", "2"), ("wechatpay-serial", "3"), ("Wechatpay-signature", "4"),
            ("wechatpay-signature-type", "5"), ("request-id", "6"),
        ];
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        Assert.That(SignatureHeaders.From(message.Headers), Is.EqualTo(new SignatureHeaders("1", "2", "3", "4", "5", "6")));
    }

    [Test]
    public void From_NoHeaders_IsNothing()
    {
        using var message = new HttpResponseMessage();

        Assert.That(SignatureHeaders.From(message.Headers), Is.EqualTo(default(SignatureHeaders)));
    }

    [Test]
    public void From_AHeaderTwice_TheFirstCounts()
    {
        using var message = new HttpResponseMessage();
        message.Headers.TryAddWithoutValidation("Wechatpay-Serial", "first");
        message.Headers.TryAddWithoutValidation("wechatpay-serial", "second");

        Assert.That(SignatureHeaders.From(message.Headers).Serial, Is.EqualTo("first"));
    }
}
