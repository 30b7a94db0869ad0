using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Porting;

public class FormatterTests
{
    [Test]
    public void Timestamp_Clock_IsItsUnixSeconds()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_554_208_460_999));

        Assert.That(Formatter.Timestamp(clock), Is.EqualTo(1_554_208_460));
    }

    [Test]
    public void Timestamp_NoClock_IsTheSystems()
    {
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        Assert.That(Formatter.Timestamp(), Is.InRange(before, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
    }

    [Test]
    public void Nonce_Size_IsBase62OfThatLength()
    {
        Assert.That(Formatter.Nonce(), Does.Match("^[0-9A-Za-z]{32}$"));
        Assert.That(Formatter.Nonce(8), Does.Match("^[0-9A-Za-z]{8}$"));
    }

    [Test]
    public void Nonce_NoLength_IsRejected()
    {
        Assert.That(() => Formatter.Nonce(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Authorization_FiveValues_AreInThePlatformsForm()
    {
        var header = Formatter.Authorization("1900000109", "NONCE", "SIG==", "1554208460", "5157F0");

        Assert.That(header, Is.EqualTo(
            "WECHATPAY2-SHA256-RSA2048 mchid=\"1900000109\",serial_no=\"5157F0\",timestamp=\"1554208460\","
                + "nonce_str=\"NONCE\",signature=\"SIG==\""));
    }

    [TestCase("1900000109\"", "n", "s", "1", "5", "merchantId")]
    [TestCase("1900000109", "n\r\nX-Other: 1", "s", "1", "5", "nonce")]
    [TestCase("1900000109", "n", "s\n", "1", "5", "signature")]
    [TestCase("1900000109", "n", "s", "1\"", "5", "timestamp")]
    [TestCase("1900000109", "n", "s", "1", "5\0", "serial")]
    public void Authorization_ValueThatWouldChangeTheHeader_IsRejected(
        string merchantId, string nonce, string signature, string timestamp, string serial, string parameter)
    {
        Assert.That(() => Formatter.Authorization(merchantId, nonce, signature, timestamp, serial),
            Throws.ArgumentException.With.Property("ParamName").EqualTo(parameter));
    }

    [Test]
    public void Request_NoBody_EndsWithTheEmptyLine()
    {
        Assert.That(
            Formatter.Request("GET", "/v3/certificates", "1554208460", "N"), Is.EqualTo("GET\n/v3/certificates\n1554208460\nN\n\n"));
    }

    [Test]
    public void Request_Body_StandsAsItIs()
    {
        Assert.That(
            Formatter.Request("POST", "/v3/a?b=%20c", "1", "N", "{\"a\":\"中\"}"), Is.EqualTo("POST\n/v3/a?b=%20c\n1\nN\n{\"a\":\"中\"}\n"));
    }

    [Test]
    public void Response_NoBody_EndsWithTheEmptyLine()
    {
        Assert.That(Formatter.Response("1554208460", "N"), Is.EqualTo("1554208460\nN\n\n"));
    }

    [Test]
    public void Response_Body_StandsAsItIs()
    {
        Assert.That(Formatter.Response("1", "N", "{\"a\":1}"), Is.EqualTo("1\nN\n{\"a\":1}\n"));
    }

    [Test]
    public void JoinedByLineFeed_Nothing_IsEmpty()
    {
        Assert.That(Formatter.JoinedByLineFeed(), Is.Empty);
    }

    [Test]
    public void JoinedByLineFeed_PiecesOfSeveralKinds_EachEndWithALineFeed()
    {
        Assert.That(Formatter.JoinedByLineFeed(1, 2.5, true, false, null, "x", 1554208460L), Is.EqualTo("1\n2.5\n1\n\n\nx\n1554208460\n"));
    }

    [Test]
    [SetCulture("de-DE")]
    public void JoinedByLineFeed_CultureWithAComma_DoesNotMatter()
    {
        Assert.That(Formatter.JoinedByLineFeed(2.5, 1234.5m), Is.EqualTo("2.5\n1234.5\n"));
    }

    [Test]
    public void JoinedByLineFeed_List_IsRejected()
    {
        Assert.That(() => Formatter.JoinedByLineFeed("a", new List<int> { 1 }), Throws.ArgumentException.With.Message.Contain("value 1"));
    }

    [Test]
    public void JoinedByLineFeed_PublishedPaySignature_SignsItsFourLines()
    {
        var text = Formatter.JoinedByLineFeed(
            "wx2421b1c4370ec43b", "1554208460", "593BEC0C930BF1AFEB40B4A08C8FB242", "prepay_id=wx201410272009395522657a690389285100");

        Assert.That(text, Is.EqualTo(
            "wx2421b1c4370ec43b\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\nprepay_id=wx201410272009395522657a690389285100\n"));
    }

    [Test]
    public void Ksort_Names_AreInOrdinalOrder()
    {
        string[] names = ["a_b", "aB", "a10", "a2", "_", "a", "Z", "9", "10", "中"];

        var sorted = Formatter.Ksort(names.ToDictionary(name => name, name => name.Length));

        Assert.That(string.Join(' ', sorted.Keys), Is.EqualTo("10 9 Z _ a a10 a2 aB a_b 中"));
        Assert.That(sorted["a10"], Is.EqualTo(3));
    }

    [Test]
    [SetCulture("tr-TR")]
    public void Ksort_Culture_DoesNotMatter()
    {
        Assert.That(string.Join(' ', Formatter.Ksort(new { i = 1, I = 2, ı = 3 }).Keys), Is.EqualTo("I i ı"));
    }

    [Test]
    public void Ksort_NameThatComesTwice_IsRejected()
    {
        KeyValuePair<string, object?>[] twice = [new("sign_type", 1), new("sign_type", 2)];

        Assert.That(() => Formatter.Ksort(twice), Throws.ArgumentException.With.Message.Contain("sign_type"));
    }

    [TestCase("text")]
    [TestCase(1)]
    public void Ksort_NoFields_IsRejected(object thing)
    {
        Assert.That(() => Formatter.Ksort(thing), Throws.ArgumentException.With.Property("ParamName").EqualTo("fields"));
    }

    [Test]
    public void QueryStringLike_Fields_AreJoinedUnescapedInTheOrderGiven()
    {
        Assert.That(Formatter.QueryStringLike(new { b = 2, a = "文 &=", flag = true }), Is.EqualTo("b=2&a=文 &=&flag=1"));
    }

    [Test]
    public void QueryStringLike_SignAndWhatIsEmpty_AreLeftOut()
    {
        Assert.That(
            Formatter.QueryStringLike(new { sign = "x", Sign = "y", a = "", b = (string?)null, c = false, d = 0 }),
            Is.EqualTo("Sign=y&d=0"));
    }

    [Test]
    public void QueryStringLike_NestedValue_IsRejectedByName()
    {
        Assert.That(
            () => Formatter.QueryStringLike(new { a = 1, scene_info = new { id = 1 } }),
            Throws.ArgumentException.With.Message.Contain("'scene_info'"));
        Assert.That(
            () => Formatter.QueryStringLike(new { a = new List<int> { 1, 2 } }), Throws.ArgumentException.With.Message.Contain("'a'"));
    }

    [Test]
    public void QueryStringLike_PublishedExample_GivesItsSignature()
    {
        var text = Formatter.QueryStringLike(Formatter.Ksort(new
        {
            mch_id = "10000100",
            appid = "wxd930ea5d5a258f4f",
            nonce_str = "ibuaiVcKdpRxkhJA",
            device_info = 1000,
            body = "test",
        }));

        Assert.That(Hash.Sign(Hash.TypeMd5, text, "192006250b4c09247ec02edce69f6a2d"), Is.EqualTo("9A0A8659F005D6984697E2CA0A9CF3B7"));
    }
}
