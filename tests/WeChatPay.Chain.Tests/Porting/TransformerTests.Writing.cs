namespace WeChatPay.Chain.Tests.Porting;

public partial class TransformerTests
{
    private static IEnumerable<TestCaseData> Written =>
    [
        Case("Flat", new { b = 1, a = "x" }, "<xml><b>1</b><a>x</a></xml>"),
        Case("Empty", new Dictionary<string, string>(), "<xml></xml>"),
        Case("Null", new { a = (string?)null }, "<xml><a></a></xml>"),
        Case("TruthValues", new { t = true, f = false }, "<xml><t>1</t><f></f></xml>"),
        Case(
            "Numbers",
            new { i = -1, l = long.MaxValue, d = 1.50m, f = 1.0 },
            "<xml><i>-1</i><l>9223372036854775807</l><d>1.50</d><f>1</f></xml>"),
        Case("NamesOfUnequalCase", new { A = 1, a = 2 }, "<xml><A>1</A><a>2</a></xml>"),
        Case("NamesWithSigns", Map("a-b", 1, "a.b", 2, "_a", 3, "中", 4), "<xml><a-b>1</a-b><a.b>2</a.b><_a>3</_a><中>4</中></xml>"),
        Case("Ampersand", new { a = "a&b" }, "<xml><a><![CDATA[a&b]]></a></xml>"),
        Case("Json", new { a = "{\"k\":\"v\"}" }, "<xml><a><![CDATA[{\"k\":\"v\"}]]></a></xml>"),
        Case("LessAndGreater", new { a = "<b>" }, "<xml><a><![CDATA[<b>]]></a></xml>"),
        Case("Apostrophe", new { a = "a'b" }, "<xml><a>a'b</a></xml>"),
        Case("EndOfCData", new { a = "x]]>y" }, "<xml><a><![CDATA[x]]]]><![CDATA[>y]]></a></xml>"),
        Case("LineFeedAndTab", new { a = "1\n2\t3" }, "<xml><a>1\n2\t3</a></xml>"),
        Case("CarriageReturn", new { a = "1\r\n2" }, "<xml><a>1&#xD;\n2</a></xml>"),
        Case("CarriageReturnBesideMarkup", new { a = "<\r" }, "<xml><a>&lt;&#xD;</a></xml>"),
        Case("BeyondTheBasicPlane", new { a = "中😀" }, "<xml><a>中😀</a></xml>"),
        Case("Nested", new { a = new { b = new { c = 1 } } }, "<xml><a><b><c>1</c></b></a></xml>"),
        Case("NestedDictionary", Map("a", Map("b", 1)), "<xml><a><b>1</b></a></xml>"),
        Case("List", new { a = new List<int> { 1, 2 } }, "<xml><a><item>1</item><item>2</item></a></xml>"),
        Case("EmptyList", new { a = Array.Empty<int>() }, "<xml><a></a></xml>"),
        Case(
            "ListOfObjects",
            new { a = new[] { new { x = 1 }, new { x = 2 } } },
            "<xml><a><item><x>1</x></item><item><x>2</x></item></a></xml>"),
    ];

    private static IEnumerable<TestCaseData> Refused =>
    [
        Reject("ControlCharacter", new { a = "x\u0001" }, "'a' contains U+0001 at position 1"),
        Reject("ControlCharacterBesideMarkup", new { a = "<\u0000" }, "'a' contains U+0000"),
        Reject("HalfAPair", new { nick = "\uD83D" }, "'nick' contains U+D83D"),
        Reject("PairTheWrongWayRound", new { nick = "\uDE00\uD83D" }, "'nick' contains U+DE00"),
        Reject("NoCharacter", new { a = "\uFFFE" }, "'a' contains U+FFFE"),
        Reject("NestedControlCharacter", new { a = new { b = "\b" } }, "'b' contains U+0008"),
        Reject("NameWithASpace", Map("a b", 1), "'a b' is not a valid XML name"),
        Reject("NameOfDigits", Map("1", 1), "'1' is not a valid XML name"),
        Reject("EmptyName", Map("", 1), "'' is not a valid XML name"),
        Reject("NameWithMarkup", Map("a><b", 1), "is not a valid XML name"),
        Reject("NameWithAPrefix", Map("a:b", 1), "'a:b' is not a valid XML name"),
        Reject("Bytes", new { a = new byte[] { 1 } }, "'a' must be a string, a number or a Boolean value (was Byte[])"),
        Reject("TypeWithoutText", new { a = new object() }, "'a' must be a string, a number or a Boolean value (was Object)"),
        Reject("NoFields", "text", "has no named fields"),
    ];

    [TestCaseSource(nameof(Written))]
    public string ToXml_Fields_AreWritten(object fields) => Transformer.ToXml(fields);

    [TestCaseSource(nameof(Refused))]
    public void ToXml_WhatXmlCannotCarry_IsRejectedByName(object fields, string message)
    {
        Assert.That(
            () => Transformer.ToXml(fields),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("fields").And.Message.Contain(message));
    }

    [Test]
    public void ToXml_DictionaryThatHoldsItself_IsRejected()
    {
        var fields = new Dictionary<string, object?>();
        fields["loop"] = fields;

        Assert.That(() => Transformer.ToXml(fields), Throws.ArgumentException.With.Message.Contain("'loop'"));
    }

    [Test]
    public void ToXml_NotHeadless_SaysItsEncoding()
    {
        Assert.That(
            Transformer.ToXml(new { a = 1 }, headless: false),
            Is.EqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml><a>1</a></xml>"));
    }

    [Test]
    public void ToXml_Indent_PutsEachElementOnItsOwnLine()
    {
        Assert.That(
            Transformer.ToXml(new { a = 1, l = new List<string> { "x" } }, indent: true),
            Is.EqualTo("<xml>\n <a>1</a>\n <l>\n  <item>x</item>\n </l>\n</xml>"));
    }

    [Test]
    public void ToXml_RootAndItem_GiveTheElementsTheirNames()
    {
        Assert.That(
            Transformer.ToXml(new { l = new List<int> { 1 } }, root: "root", item: "i"), Is.EqualTo("<root><l><i>1</i></l></root>"));
    }

    [Test]
    public void ToXml_RootThatIsNoName_IsRejected()
    {
        Assert.That(() => Transformer.ToXml(new { a = 1 }, root: "1x"), Throws.ArgumentException.With.Message.Contain("'1x'"));
    }

    [TestCase("plain")]
    [TestCase("<>&\"'")]
    [TestCase("]]>")]
    [TestCase("]]]]>>]]><![CDATA[")]
    [TestCase("a\r\nb\rc\n\td")]
    [TestCase("<a>\r\n]]>")]
    [TestCase(" leading and trailing ")]
    [TestCase("\n")]
    [TestCase("中文 😀 \u0085\u2028")]
    public void ToArray_TextThatWasWritten_IsTheSameAgain(string text)
    {
        Assert.That(Transformer.ToArray(Transformer.ToXml(new { a = text }))["a"], Is.EqualTo(text));
    }

    private static TestCaseData Case(string name, object fields, string xml) =>
        new TestCaseData(fields) { ExpectedResult = xml }.SetArgDisplayNames(name);

    private static TestCaseData Reject(string name, object fields, string message) =>
        new TestCaseData(fields, message).SetArgDisplayNames(name);
}
