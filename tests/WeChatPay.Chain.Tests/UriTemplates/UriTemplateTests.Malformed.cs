using WeChatPay.Chain.UriTemplates;

namespace WeChatPay.Chain.Tests.UriTemplates;

/// <summary>Malformed templates, each with the index in the message.</summary>
public partial class UriTemplateTests
{
    [TestCase("v3/{id", 6, "the end of the text", TestName = "Parse_NeverClosed_IsRejected")]
    [TestCase("v3/{", 4, "the name of a variable", TestName = "Parse_OnlyOpened_IsRejected")]
    [TestCase("v3/id}", 5, "'}' without", TestName = "Parse_NeverOpened_IsRejected")]
    [TestCase("v3/{}", 4, "the name of a variable", TestName = "Parse_EmptyExpression_IsRejected")]
    [TestCase("v3/{?}", 5, "the name of a variable", TestName = "Parse_OperatorAlone_IsRejected")]
    [TestCase("v3/{a{b}}", 5, "'{' instead of ',' or '}'", TestName = "Parse_ExpressionInAnExpression_IsRejected")]
    [TestCase("{a,}", 3, "the name of a variable", TestName = "Parse_CommaAtTheEnd_IsRejected")]
    [TestCase("{,a}", 1, "',', an operator", TestName = "Parse_CommaAtTheBeginning_IsRejected")]
    [TestCase("{a, b}", 3, "the name of a variable", TestName = "Parse_SpaceAfterAComma_IsRejected")]
    [TestCase("{a b}", 2, "' ' instead of", TestName = "Parse_SpaceInAName_IsRejected")]
    [TestCase("{out-trade-no}", 4, "'-' instead of", TestName = "Parse_HyphenInAName_IsRejected")]
    [TestCase("{变量}", 1, "the name of a variable", TestName = "Parse_NonAsciiName_IsRejected")]
    [TestCase("{.a.}", 4, "the name of a variable", TestName = "Parse_DotAtTheEnd_IsRejected")]
    [TestCase("{a..b}", 3, "the name of a variable", TestName = "Parse_TwoDots_IsRejected")]
    [TestCase("{%4}", 1, "the name of a variable", TestName = "Parse_BrokenTripletInAName_IsRejected")]
    [TestCase("{??a}", 2, "the name of a variable", TestName = "Parse_TwoOperators_IsRejected")]
    [TestCase("{a+}", 2, "'+' instead of", TestName = "Parse_OperatorAtTheEnd_IsRejected")]
    [TestCase("{=a}", 1, "'=', an operator that RFC 6570 reserves", TestName = "Parse_ReservedOperator_IsRejected")]
    [TestCase("{!a}", 1, "'!', an operator", TestName = "Parse_ReservedExclamationMark_IsRejected")]
    [TestCase("{@a}", 1, "'@', an operator", TestName = "Parse_ReservedAtSign_IsRejected")]
    [TestCase("{|a}", 1, "'|', an operator", TestName = "Parse_ReservedBar_IsRejected")]
    [TestCase("{a:}", 3, "a length from 1 to 9999", TestName = "Parse_NoLength_IsRejected")]
    [TestCase("{a:x}", 3, "a length from 1 to 9999", TestName = "Parse_LengthThatIsNoNumber_IsRejected")]
    [TestCase("{a:0}", 3, "a length from 1 to 9999", TestName = "Parse_LengthOfZero_IsRejected")]
    [TestCase("{a:01}", 3, "a length from 1 to 9999", TestName = "Parse_LengthWithALeadingZero_IsRejected")]
    [TestCase("{a:-1}", 3, "a length from 1 to 9999", TestName = "Parse_NegativeLength_IsRejected")]
    [TestCase("{a:10000}", 3, "a length from 1 to 9999", TestName = "Parse_LengthOfFiveDigits_IsRejected")]
    [TestCase("{a:٣}", 3, "a length from 1 to 9999", TestName = "Parse_LengthInOtherDigits_IsRejected")]
    [TestCase("{a:3*}", 4, "'*' instead of", TestName = "Parse_LengthAndExplosion_IsRejected")]
    [TestCase("{a*:3}", 3, "':' instead of", TestName = "Parse_ExplosionAndLength_IsRejected")]
    [TestCase("{a**}", 3, "'*' instead of", TestName = "Parse_TwoExplosions_IsRejected")]
    [TestCase("v3\\certificates", 2, "a backslash", TestName = "Parse_BackslashInALiteral_IsRejected")]
    [TestCase("v3/a\nb", 4, "U+000A", TestName = "Parse_LineFeedInALiteral_IsRejected")]
    [TestCase("v3/\u007F", 3, "U+007F", TestName = "Parse_DeleteInALiteral_IsRejected")]
    [TestCase("v3/\u0085", 3, "U+0085", TestName = "Parse_NextLineInALiteral_IsRejected")]
    [TestCase("{a\0}", 2, "instead of", TestName = "Parse_NulInAnExpression_IsRejected")]
    public void Parse_Malformed(string template, int index, string seen)
    {
        Assert.That(() => UriTemplate.Parse(template), Throws.ArgumentException
            .With.Message.Contains($"'{template}' is malformed at index {index}:")
            .And.Message.Contains(seen));
    }

    [TestCase("https://api.mch.weixin.qq.com/v3/billdownload/file?token=SECRET{", "https://api.mch.weixin.qq.com/v3/billdownload/file?…",
        64)]
    [TestCase("v3/file?token=SECRET}", "v3/file?…", 20)]
    [TestCase("v3/{file?token=SECRET", "v3/{file?…", 8)]
    [TestCase("v3/{id}?token=SECRET\\", "v3/{id}?…", 20)]
    [TestCase("v3/file??token=SECRET}", "v3/file?…", 21)]
    [TestCase("v3/{?token=SECRET", "v3/{?token=…", 10)]
    [TestCase("v3/{?token}&token=SECRET}", "v3/{?token}&token=…", 24)]
    [TestCase("v3/file#token=SECRET}", "v3/file#…", 20)]
    [TestCase("https://user:SECRET@api.mch.weixin.qq.com/v3/x}", "https://…@api.mch.weixin.qq.com/v3/x}", 46)]
    public void Parse_MalformedWithAQuery_ShowsNoValueOfIt(string template, string shown, int index)
    {
        Assert.That(() => UriTemplate.Parse(template), Throws.ArgumentException
            .With.Message.Contains($"The template '{shown}' is malformed at index {index}:").And.Message.Not.Contains("SECRET"));
    }

    [TestCase("https://api.mch.weixin.qq.com/v3/x?token=SECRET#SECRET", ExpectedResult = "https://api.mch.weixin.qq.com/v3/x?…")]
    [TestCase("https://api.mch.weixin.qq.com/v3/x#SECRET", ExpectedResult = "https://api.mch.weixin.qq.com/v3/x#…")]
    [TestCase("https://user:SECRET@api.mch.weixin.qq.com/v3/x@y", ExpectedResult = "https://…@api.mch.weixin.qq.com/v3/x@y")]
    [TestCase("//SECRET@host?a=1", ExpectedResult = "//…@host?…")]
    [TestCase("v3/a//b@c", ExpectedResult = "v3/a//b@c")]
    [TestCase("v3/x{?a,b}{#c}", ExpectedResult = "v3/x{?a,b}{#c}")]
    public string Label_OfATemplateWithAQuery_LeavesItOut(string template) => UriTemplate.Parse(template).Label;

    // As characters, because an attribute keeps its strings as UTF-8.
    [TestCase('\uD83D', TestName = "Parse_HighSurrogateAlone_IsRejected")]
    [TestCase('\uDE00', TestName = "Parse_LowSurrogateAlone_IsRejected")]
    public void Parse_HalfOfAPair(char half)
    {
        Assert.That(() => UriTemplate.Parse($"v3/{half}"), Throws.ArgumentException.With.Message.Contains("at index 3"));
    }

    [Test]
    public void Parse_Null_IsRejected()
    {
        Assert.That(() => UriTemplate.Parse(null!), Throws.ArgumentNullException);
    }
}
