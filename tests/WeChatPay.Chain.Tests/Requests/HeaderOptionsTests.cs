using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Responses;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed class HeaderOptionsTests
{
    private static IEnumerable<TestCaseData> Values =>
    [
        Case("AnonymousObject", new { Accept = "a", x_y = 1 }, "Accept=a x-y=1"),
        Case("MembersOfAnOwnType", new Typed("5157F09E"), "Wechatpay-Serial=5157F09E"),
        Case(
            "DictionaryIsLiteral", new Dictionary<string, object?> { ["Wechatpay_Serial"] = "1", ["a-b"] = 2 }, "Wechatpay_Serial=1 a-b=2"),
        Case("ExpandoIsLiteral", Expando(), "x_y=1"),
        Case("JsonObjectIsLiteral", new JsonObject { ["x_y"] = "1" }, "x_y=1"),
        Case("JsonElementIsLiteral", JsonElement.Parse("""{"x_y":"1"}"""), "x_y=1"),
        Case("NewtonsoftObjectIsLiteral", JObject.Parse("""{"x_y":"1","b":true,"n":null}"""), "x_y=1 b=true"),
        Case("ResponseDataIsLiteral", ResponseNode.Create(JsonElement.Parse("""{"x_y":"1"}""")), "x_y=1"),
        Case(
            "Dictionary",
            new Dictionary<string, string> { ["Idempotency-Key"] = "T1", ["accept"] = "*/*" },
            "Idempotency-Key=T1 accept=*/*"),
        Case("DictionaryOfLists", new Dictionary<string, string[]> { ["A"] = ["1", "2"] }, "A=1 A=2"),
        Case("JsonObject", JsonElement.Parse("""{"A":"1","B":2,"C":null,"D":["3","4"]}"""), "A=1 B=2 D=3 D=4"),
        Case("OwnType", new OwnHeaders("text/plain"), "Accept=text/plain"),
        Case("NullLeftOut", new { A = (string?)null, B = new string?[] { null, "1" } }, "B=1"),
        Case("EmptyKept", new { A = "" }, "A="),
        Case("Scalars", new { A = true, B = 1.5m, C = new DateOnly(2024, 2, 29) }, "A=true B=1.5 C=2024-02-29"),
        Case("PrintableAscii", new { A = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" }, "A= !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
        Case("Serial", new Dictionary<string, string> { ["Wechatpay-Serial"] = "5157F09E" }, "Wechatpay-Serial=5157F09E"),
        Case("Empty", new { }, ""),
    ];

    private static IEnumerable<TestCaseData> Unfit =>
    [
        Case("Text", "Accept: a", "'headers'"),
        Case("ListOfTexts", new List<string> { "Accept: a" }, "'headers'"),
        Case("Number", 1, "'headers'"),
        Case("MapAsValue", new { Accept = new { a = 1 } }, "'Accept'"),
        Case("JsonMapAsValue", JsonElement.Parse("""{"Accept":{"a":1}}"""), "'Accept'"),
        Case("ListInAList", new { Accept = new List<object> { new List<string> { "a" } } }, "'Accept'"),
        Case("TaskAsValue", new { Accept = Task.FromResult("secret") }, "'Accept'"),
        Case("TimeWithoutOffset", new { Accept = new DateTime(2024, 2, 29) }, "'Accept'"),
        Case("NotANumber", new { Accept = double.NaN }, "'Accept'"),
        Case("BytesAsValue", new { Accept = "secret"u8.ToArray() }, "'Accept'"),
    ];

    [TestCaseSource(nameof(Values))]
    public void Read_OfHeaders_KeepsNamesAndOrder(object headers, string expected)
    {
        Assert.That(string.Join(' ', HeaderOptions.Read(headers).Select(header => $"{header.Key}={header.Value}")), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Unfit))]
    public void Read_OfWhatIsNotAHeader_NamesIt(object headers, string named)
    {
        Assert.That(() => HeaderOptions.Read(headers).ToList(), Throws.ArgumentException
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo("headers")
            .And.Message.Contains(named)
            .And.Message.Not.Contains("secret"));
    }

    [TestCase("secret\r\nHost: evil.com", TestName = "Read_CarriageReturnLineFeed_InjectsNothing")]
    [TestCase("secret\nHost: evil.com", TestName = "Read_LineFeed_InjectsNothing")]
    [TestCase("secret\r", TestName = "Read_CarriageReturn_InjectsNothing")]
    [TestCase("secret\0", TestName = "Read_Nul_InjectsNothing")]
    [TestCase("secret\t", TestName = "Read_Tab_IsRejected")]
    [TestCase("secret\u007F", TestName = "Read_Delete_IsRejected")]
    [TestCase("secret\u0085", TestName = "Read_NextLine_IsRejected")]
    [TestCase("secret\u2028", TestName = "Read_LineSeparator_IsRejected")]
    [TestCase("secret中", TestName = "Read_Chinese_IsRejected")]
    [TestCase("secretč", TestName = "Read_LetterThatEndsInALineFeedByte_IsRejected")]
    public void Read_Value(string value)
    {
        Assert.That(() => HeaderOptions.Read(new { Accept = value }).ToList(), Throws.ArgumentException
            .With.Message.Contains("'Accept'").And.Message.Contains("line break").And.Message.Not.Contains("secret"));
        Assert.That(
            () => HeaderOptions.Read(new { Accept = new List<string> { "a", value } }).ToList(),
            Throws.ArgumentException.With.Message.Contains("'Accept'"));
    }

    [TestCase("X\r\nHost")]
    [TestCase("X Y")]
    [TestCase("X:")]
    [TestCase(":authority")]
    [TestCase("")]
    [TestCase(" Accept")]
    [TestCase("Accept\n")]
    [TestCase("头")]
    [TestCase("(x)")]
    public void Read_AName_ThatIsNone_IsRejected(string name)
    {
        Assert.That(() => HeaderOptions.Read(new Dictionary<string, string> { [name] = "1" }).ToList(), Throws.ArgumentException
            .With.Message.Contains("invalid header name").And.Message.Not.Contains("\n"));
    }

    [Test]
    public void Read_Authorization_SaysWhereTheSignatureComesFrom([Values("Authorization", "authorization", "AUTHORIZATION")] string name)
    {
        Assert.That(() => HeaderOptions.Read(new Dictionary<string, string> { [name] = "secret" }).ToList(), Throws.ArgumentException
            .With.Message.Contains($"'{name}'").And.Message.Contains("MerchantPrivateKey").And.Message.Not.Contains("secret"));
    }

    [Test]
    public void Read_WhatHttpWritesItself_IsRejected(
        [Values("Host", "host", "Content-Length", "Transfer-Encoding", "transfer-encoding", "Connection")] string name)
    {
        Assert.That(() => HeaderOptions.Read(new Dictionary<string, string> { [name] = "evil.com" }).ToList(), Throws.ArgumentException
            .With.Message.Contains($"'{name}'").And.Message.Contains("URL and the body"));
    }

    [Test]
    public void Read_AReservedNameWithoutValue_IsRejectedToo()
    {
        Assert.That(() => HeaderOptions.Read(new { Authorization = (string?)null }).ToList(), Throws.ArgumentException);
    }

    private static TestCaseData Case(string name, object headers, string expected) =>
        new TestCaseData(headers, expected).SetArgDisplayNames(name);

    private sealed record OwnHeaders(string Accept);

    private sealed record Typed(string Wechatpay_Serial);

    private static ExpandoObject Expando()
    {
        dynamic expando = new ExpandoObject();
        expando.x_y = "1";
        return expando;
    }
}
