using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.Values;

internal sealed class StrictUtf8Tests
{
    [Test]
    public void GetBytes_OfWholeCharacters_IsUtf8WithoutByteOrderMark()
    {
        Assert.That(StrictUtf8.GetBytes("a中😀\uFFFD", "it"), Is.EqualTo("a中😀\uFFFD"u8.ToArray()));
    }

    // As characters, because an attribute keeps its strings as UTF-8.
    [TestCase('a', '\uD83D')]
    [TestCase('\uDE00', 'a')]
    [TestCase('\uDE00', '\uD83D')]
    public void GetBytes_OfHalfAPair_NamesTheOwnerAndHidesTheText(char first, char second)
    {
        Assert.That(() => StrictUtf8.GetBytes($"secret{first}{second}", "the option 'body'"), Throws.ArgumentException
            .With.Message.Contains("the option 'body'").And.Message.Contains("surrogate").And.Message.Not.Contains("secret"));
    }
}
