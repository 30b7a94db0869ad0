namespace WeChatPay.Chain.Tests.Porting;

public partial class TransformerTests
{
    private static IEnumerable<TestCaseData> Broken =>
    [
        Break("Empty", ""),
        Break("Json", "{\"a\":1}"),
        Break("NotClosed", "<xml><a>1</a>"),
        Break("CrossedTags", "<xml><a><b></a></b></xml>"),
        Break("BareAmpersand", "<xml><a>a & b</a></xml>"),
        Break("UnknownEntity", "<xml><a>&nbsp;</a></xml>"),
        Break("ReferenceToNoCharacter", "<xml><a>&#0;</a></xml>"),
        Break("TextBehind", "<xml><a>1</a></xml>trailing"),
        Break("TwoRoots", "<xml/><xml/>"),
        Break("Html", "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>x<br></body></html>"),
        Break("ExternalEntity", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><xml><a>&e;</a></xml>"),
        Break("ExternalDtd", "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml><a>1</a></xml>"),
        Break("ParameterEntity", "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x.dtd\"> %p;]><xml/>"),
        Break(
            "BillionLaughs",
            "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><xml><a>&c;</a></xml>"),
        Break("DtdHiddenByAForbiddenCharacter", "<\u0000!DOCTYPE x [<!ENTITY e \"v\">]><xml><a>&e;</a></xml>"),
        Break("NestedTooDeep", string.Concat(Enumerable.Repeat("<a>", 33)) + string.Concat(Enumerable.Repeat("</a>", 33))),
        Break("NestedFarTooDeep", string.Concat(Enumerable.Repeat("<a>", 100_000))),
        Break("TooLong", "<xml>" + new string(' ', 10_000_000) + "</xml>"),
    ];

    [TestCase("<xml/>")]
    [TestCase("<xml></xml>")]
    [TestCase("<xml>text</xml>")]
    public void ToArray_NoFields_IsEmpty(string xml)
    {
        Assert.That(Transformer.ToArray(xml), Is.Empty);
    }

    [TestCase("<xml><a>1</a></xml>", ExpectedResult = "1")]
    [TestCase("<root><a>1</a></root>", ExpectedResult = "1", TestName = "ToArray_RootOfAnotherName_IsRead")]
    [TestCase("<xml><a></a></xml>", ExpectedResult = "")]
    [TestCase("<xml><a/></xml>", ExpectedResult = "")]
    [TestCase("<xml><a> </a></xml>", ExpectedResult = " ")]
    [TestCase("<xml><a><![CDATA[<x>]]>y<![CDATA[z]]></a></xml>", ExpectedResult = "<x>yz")]
    [TestCase("<xml><a>l1\r\nl2\rl3</a></xml>", ExpectedResult = "l1\nl2\nl3")]
    [TestCase("<xml><a>&lt;&#20013;&#x1F600;</a></xml>", ExpectedResult = "<中😀")]
    [TestCase("<xml><a><!-- c -->x<?pi y?></a></xml>", ExpectedResult = "x")]
    [TestCase("<xml><a k=\"v\">x</a></xml>", ExpectedResult = "x")]
    [TestCase("  \n<xml>\n <a>1</a>\n</xml>\n", ExpectedResult = "1")]
    [TestCase(
        "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><xml><a>1</a></xml>",
        ExpectedResult = "1",
        TestName = "ToArray_ByteOrderMarkAndDeclaration_AreNoHindrance")]
    [TestCase("<xml><a>a\0b\bc\uFFFEd</a></xml>", ExpectedResult = "abcd", TestName = "ToArray_ForbiddenCharacters_AreDropped")]
    public object ToArray_Element_IsItsText(string xml) => Transformer.ToArray(xml)["a"];

    [Test]
    public void ToArray_HalvesOfPairs_AreDropped()
    {
        Assert.That(Transformer.ToArray("<xml><a>\uD83D😀\uDE00</a></xml>")["a"], Is.EqualTo("😀"));
    }

    [Test]
    public void ToArray_Nested_IsADictionary()
    {
        var fields = Transformer.ToArray("<xml><a><b>1</b><c><d/></c></a></xml>");

        Assert.That(fields["a"], Is.EqualTo(Map("b", "1", "c", Map("d", ""))));
    }

    [Test]
    public void ToArray_NameThatComesAgain_IsAList()
    {
        var fields = Transformer.ToArray("<xml><a></a><a>2</a><a><b>3</b></a></xml>");

        Assert.That(fields["a"], Is.EqualTo(new object[] { "", "2", Map("b", "3") }));
    }

    [Test]
    public void ToArray_Attributes_AreADictionaryOfTheirOwn()
    {
        var fields = Transformer.ToArray("<xml k=\"v\" xmlns=\"urn:x\"><a l=\"w\"><b>1</b></a></xml>");

        Assert.That(fields, Is.EqualTo(Map("@attributes", Map("k", "v"), "a", Map("@attributes", Map("l", "w"), "b", "1"))));
    }

    [Test]
    public void ToArray_TextBesideElements_IsLeftOut()
    {
        Assert.That(Transformer.ToArray("<xml>t<a>t<b>1</b>t</a></xml>"), Is.EqualTo(Map("a", Map("b", "1"))));
    }

    [Test]
    public void ToArray_DeepestThatIsAllowed_IsRead()
    {
        var xml = string.Concat(Enumerable.Repeat("<a>", 32)) + string.Concat(Enumerable.Repeat("</a>", 32));

        Assert.That(Transformer.ToArray(xml), Contains.Key("a"));
    }

    [TestCaseSource(nameof(Broken))]
    public void ToArray_BrokenOrHostile_IsRejected(string xml)
    {
        Assert.That(() => Transformer.ToArray(xml), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void ToArray_Broken_SaysWhereAndShowsNoValue()
    {
        Assert.That(() => Transformer.ToArray("<xml>\n<bank_no>6222021234</bank_no><b>\n</xml>"),
            Throws.InstanceOf<FormatException>().With.Message.Contain("line 3").And.Message.Not.Contain("6222"));
    }

    [Test]
    public void ToArray_Dtd_IsNamedAsTheReason()
    {
        Assert.That(
            () => Transformer.ToArray("<!DOCTYPE x [<!ENTITY e \"v\">]><xml/>"),
            Throws.InstanceOf<FormatException>().With.Message.Contain("DTD"));
    }

    private static Dictionary<string, object> Map(params object[] pairs) =>
        pairs.Chunk(2).ToDictionary(pair => (string)pair[0], pair => pair[1]);

    private static TestCaseData Break(string name, string xml) => new TestCaseData(xml).SetArgDisplayNames(name);
}
