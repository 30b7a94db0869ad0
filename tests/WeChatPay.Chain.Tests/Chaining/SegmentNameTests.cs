using WeChatPay.Chain.Chaining;

namespace WeChatPay.Chain.Tests.Chaining;

internal sealed class SegmentNameTests
{
    [TestCase("membercardOpen", ExpectedResult = "membercard-open", TestName = "ToSegment_UpperCaseInside_IsHyphenated")]
    [TestCase(
        "merchantServiceComplaintNotifications",
        ExpectedResult = "merchant-service-complaint-notifications",
        TestName = "ToSegment_SeveralUpperCaseLetters_AreEachHyphenated")]
    [TestCase("ComplaintNotifications", ExpectedResult = "complaint-notifications", TestName = "ToSegment_FirstUpperCase_IsOnlyLowered")]
    [TestCase("toURL", ExpectedResult = "to-u-r-l", TestName = "ToSegment_UpperCaseInARow_IsHyphenatedLetterByLetter")]
    [TestCase("apply4Sub", ExpectedResult = "apply4-sub", TestName = "ToSegment_UpperCaseAfterADigit_IsHyphenated")]
    [TestCase(
        "partner_Transactions",
        ExpectedResult = "partner_-transactions",
        TestName = "ToSegment_UpperCaseAfterAnUnderscore_IsHyphenatedAllTheSame")]
    [TestCase("video_upload", ExpectedResult = "video_upload", TestName = "ToSegment_Underscore_IsKept")]
    [TestCase("getpublickey", ExpectedResult = "getpublickey", TestName = "ToSegment_LowerCase_IsKept")]
    [TestCase("v3", ExpectedResult = "v3", TestName = "ToSegment_Digits_AreKept")]
    [TestCase("return", ExpectedResult = "return", TestName = "ToSegment_CSharpKeyword_IsKept")]
    [TestCase("账单", ExpectedResult = "账单", TestName = "ToSegment_Chinese_IsKept")]
    [TestCase("éÉ", ExpectedResult = "éÉ", TestName = "ToSegment_UpperCaseOutsideAscii_IsNotAWordBoundary")]
    [TestCase("_card_id_", ExpectedResult = "{card_id}", TestName = "ToSegment_Underscores_MakeAVariable")]
    [TestCase("_cardId_", ExpectedResult = "{cardId}", TestName = "ToSegment_InsideOfAVariable_IsKept")]
    [TestCase("__id__", ExpectedResult = "{_id_}", TestName = "ToSegment_DoubledUnderscores_BelongToTheVariable")]
    [TestCase("_empty_", ExpectedResult = "{empty}", TestName = "ToSegment_Empty_IsTheVariableEmpty")]
    [TestCase("_id", ExpectedResult = "_id", TestName = "ToSegment_UnderscoreInFrontOnly_IsNotAVariable")]
    [TestCase("id_", ExpectedResult = "id_", TestName = "ToSegment_UnderscoreBehindOnly_IsNotAVariable")]
    public string ToSegment(string member) => SegmentName.ToSegment(member);

    [Test]
    [SetCulture("tr-TR")]
    public void ToSegment_InACultureWithADotlessI_LowersAsAscii()
    {
        Assert.That(SegmentName.ToSegment("InstitutionsId"), Is.EqualTo("institutions-id"));
    }

    [TestCase("_")]
    [TestCase("__")]
    [TestCase("____")]
    public void ToSegment_NothingBetweenTheUnderscores_NamesTheMember(string member)
    {
        Assert.That(
            () => SegmentName.ToSegment(member),
            Throws.ArgumentException.With.Message.Contains($"'{member}'").And.Message.Contains("_name_"));
    }

    [TestCase("_卡号_", "'{卡号}'")]
    [TestCase("_é_", "'{é}'")]
    public void ToSegment_AVariableWithOtherLetters_IsRejectedAtOnce(string member, string template)
    {
        Assert.That(
            () => SegmentName.ToSegment(member),
            Throws.ArgumentException.With.Message.Contains(template).And.Message.Contains("the name of a variable"));
    }
}
