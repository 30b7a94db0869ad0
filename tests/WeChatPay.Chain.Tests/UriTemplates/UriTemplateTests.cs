using WeChatPay.Chain.UriTemplates;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.UriTemplates;

public partial class UriTemplateTests
{
    [Test]
    public void Text_OfATemplate_IsAsGiven()
    {
        var template = UriTemplate.Parse("v3/图片/{id}");

        Assert.That(template.Text, Is.EqualTo("v3/图片/{id}"));
        Assert.That(template.ToString(), Is.EqualTo(template.Text));
    }

    [TestCase("v3/certificates", ExpectedResult = "v3/certificates", TestName = "Label_OfATemplateWithoutAQuery_IsTheTemplate")]
    [TestCase(
        "https://api.mch.weixin.qq.com/v3/billdownload/file?token=abc",
        ExpectedResult = "https://api.mch.weixin.qq.com/v3/billdownload/file?…",
        TestName = "Label_OfALiteralQuery_LeavesItOut")]
    [TestCase("v3/{id}?token={token}&a=1", ExpectedResult = "v3/{id}?…", TestName = "Label_OfAQueryWithVariables_LeavesItOut")]
    [TestCase("v3/{id}{?token}", ExpectedResult = "v3/{id}{?token}", TestName = "Label_OfAQueryThatIsAnExpression_NamesItsVariables")]
    public string Label(string template) => UriTemplate.Parse(template).Label;

    [TestCase("", ExpectedResult = "", TestName = "Variables_OfAnEmptyTemplate_AreNone")]
    [TestCase("v3/certificates", ExpectedResult = "", TestName = "Variables_OfALiteral_AreNone")]
    [TestCase("{b}/{a}", ExpectedResult = "b a", TestName = "Variables_OfTwo_StandInTheOrderOfAppearance")]
    [TestCase("{b}/{a,b}{?a*,c:3}", ExpectedResult = "b a c", TestName = "Variables_NamedTwice_StandOnce")]
    [TestCase("{a}{A}", ExpectedResult = "a A", TestName = "Variables_OfDifferentCase_AreDifferent")]
    public string Variables(string template) => string.Join(' ', UriTemplate.Parse(template).Variables);

    [Test]
    public void Expand_OfALiteral_IsTheSameStringEachTime()
    {
        var template = UriTemplate.Parse("v3/图片");

        Assert.That(template.Expand(_ => null), Is.SameAs(template.Expand(_ => "value")));
    }

    [Test]
    public void Expand_Twice_LeavesNoTraceOfTheFirst()
    {
        var template = UriTemplate.Parse("v3{/id}");

        Assert.That(template.Expand(_ => "1"), Is.EqualTo("v3/1"));
        Assert.That(template.Expand(_ => null), Is.EqualTo("v3"));
        Assert.That(template.Expand(_ => "2"), Is.EqualTo("v3/2"));
    }

    private static string Expand(string template, object variables)
    {
        var values = NamedValues.TryRead(variables)!.ToDictionary();
        return UriTemplate.Parse(template).Expand(values.GetValueOrDefault);
    }
}
