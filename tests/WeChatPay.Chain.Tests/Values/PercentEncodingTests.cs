using System.Text;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.Values;

public class PercentEncodingTests
{
    private const string Reserved = ":/?#[]@!$&'()*+,;=";
    private const string Unreserved = "azAZ09-._~";

    [TestCase("", ExpectedResult = "", TestName = "AppendEncoded_Empty_IsEmpty")]
    [TestCase(Unreserved, ExpectedResult = Unreserved, TestName = "AppendEncoded_Unreserved_IsKept")]
    [TestCase(
        Reserved, ExpectedResult = "%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D", TestName = "AppendEncoded_Reserved_IsEncoded")]
    [TestCase("50%20%", ExpectedResult = "50%2520%25", TestName = "AppendEncoded_Percent_IsEncodedToo")]
    [TestCase(
        " \"<>\\^`{|}\n\0", ExpectedResult = "%20%22%3C%3E%5C%5E%60%7B%7C%7D%0A%00", TestName = "AppendEncoded_NeverAllowed_IsEncoded")]
    [TestCase("é中😀x", ExpectedResult = "%C3%A9%E4%B8%AD%F0%9F%98%80x", TestName = "AppendEncoded_NonAscii_IsUtf8")]
    public string AppendEncoded(string text) => new StringBuilder().AppendEncoded(text, "it").ToString();

    [TestCase(Unreserved + Reserved, ExpectedResult = Unreserved + Reserved, TestName = "AppendEncodedButReserved_Reserved_IsKept")]
    [TestCase("%2f%E4", ExpectedResult = "%2f%E4", TestName = "AppendEncodedButReserved_Triplet_IsKeptAsWritten")]
    [TestCase("%%2F%2%zz%", ExpectedResult = "%25%2F%252%25zz%25", TestName = "AppendEncodedButReserved_LonePercent_IsEncoded")]
    [TestCase("%2０", ExpectedResult = "%252%EF%BC%90", TestName = "AppendEncodedButReserved_FullWidthDigit_MakesNoTriplet")]
    [TestCase("a b\\中", ExpectedResult = "a%20b%5C%E4%B8%AD", TestName = "AppendEncodedButReserved_NeverAllowed_IsEncoded")]
    public string AppendEncodedExceptReserved(string text) => new StringBuilder().AppendEncodedExceptReserved(text, "it").ToString();

    // As arguments of characters, because an attribute keeps its strings as UTF-8.
    [TestCase('a', '\uD83D', TestName = "AppendEncoded_HighSurrogateAlone_IsRejected")]
    [TestCase('\uDE00', 'a', TestName = "AppendEncoded_LowSurrogateAlone_IsRejected")]
    [TestCase('\uDE00', '\uD83D', TestName = "AppendEncoded_SurrogatesTheWrongWayRound_IsRejected")]
    public void AppendEncoded_HalfOfAPair(char first, char second)
    {
        var text = $"{first}{second}";

        Assert.That(
            () => new StringBuilder().AppendEncoded(text, "the field 'x'"),
            Throws.ArgumentException.With.Message.Contains("the field 'x'"));
        Assert.That(() => new StringBuilder().AppendEncodedExceptReserved(text, "the field 'x'"), Throws.ArgumentException);
    }
}
