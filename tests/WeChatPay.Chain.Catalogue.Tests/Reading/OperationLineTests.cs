using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Reading;

internal sealed class OperationLineTests
{
    [TestCase("unknown x", "'unknown x' is not a line of an operation.")]
    [TestCase("event A", "'event A' is not a line of an operation.")]
    [TestCase("body", "'body' is not a line of an operation.")]
    [TestCase("query! x", "'query! x' is not a line of an operation.")]
    [TestCase("page openapi", "'openapi' is not a page; expected a path that starts with a slash.")]
    [TestCase("product 支付", "'支付' is not a product; expected a name and one of merchant, partner, both.")]
    [TestCase("product 支付 all", "'all' is not a mode of a product; expected merchant, partner, both.")]
    [TestCase("status old", "'old' is not a status; expected deprecated, privated, discarded, redesigned, need-tbt, need-accessment, " +
        "important, specific, special, parsed, confusing.")]
    [TestCase("status deprecated yesterday", "'yesterday' is not a date; expected a year or YYYY.MM.DD.")]
    [TestCase("status deprecated 2020 /openapi", "'deprecated 2020 /openapi' is not a status; expected KIND, a date, 'see' and pages.")]
    [TestCase("status deprecated see", "'deprecated see' is not a status; expected KIND, a date, 'see' and pages.")]
    [TestCase("status deprecated see openapi", "'openapi' is not a page; expected a path that starts with a slash.")]
    [TestCase("doc v3/merchant/x", "'v3/merchant/x' is not a link; expected a number after v3/merchant/, v3/partner/, v2/merchant/, " +
        "v2/partner/, v2/institution/, global/v3/zh/, global/v2/zh/.")]
    [TestCase("doc site https://example.com", "'site' is not a kind of link; expected merchant, partner, institution, global, legacy, " +
        "other.")]
    [TestCase("doc other ftp://example.com", "'ftp://example.com' is not a URL; expected https://….")]
    [TestCase("wire pay/orders", "'pay/orders' is not a path; expected 'v2/…' or 'v3/…'.")]
    [TestCase("wire v3/pay/orders", null)]
    [TestCase("modes merchant both", "'both' is not a mode; expected merchant, partner.")]
    [TestCase("checked hand php", "'php' is not a source; expected hand, go, java, skillM, skillP, skit, wxjava, senparc.")]
    [TestCase("checked go go", "'go' is written twice.")]
    [TestCase("checked go  java", "'checked go  java' has no word, or two spaces between words; " +
        "expected words with one space between them.")]
    [TestCase("checked", "'checked' has no word, or two spaces between words; expected words with one space between them.")]
    [TestCase("host http://example.com/", "'http://example.com/' is not a host; expected https://… with a slash at the end.")]
    [TestCase("host https://example.com", "'https://example.com' is not a host; expected https://… with a slash at the end.")]
    [TestCase("flags plain", "'plain' is not a flag; expected security, nonceless, download, skipVerify, rawRequest, noChainSample.")]
    [TestCase("sample x", "'x' is not a URL; expected https://….")]
    [TestCase("variant x", "The JSON is not valid at character 1; expected one object or array without spaces.")]
    [TestCase("variant {\"a\":1", "The JSON is not valid at character 7; expected one object or array without spaces.")]
    [TestCase("variant {\"a\":}", "The JSON is not valid at character 6; expected one object or array without spaces.")]
    [TestCase("media [1,]", "The JSON is not valid at character 4; expected one object or array without spaces.")]
    [TestCase("media [] []", "The JSON is not valid at character 3; expected one object or array without spaces.")]
    [TestCase("media {\"a}", "The JSON is not valid at character 5; expected one object or array without spaces.")]
    [TestCase("error 4xx A", "'4xx' is not an HTTP status; expected three digits, or '-' if it is not known.")]
    [TestCase("error 400", "No error code follows '400'.")]
    [TestCase("error 400 Param", "'Param' is not an error code; expected upper-case letters, digits and '_'.")]
    [TestCase("error 400 A A", "'A' is written twice.")]
    public void Read_AMalformedLine_IsRejected(string line, string? message)
    {
        Assert.That(
            Small.ErrorOf(Small.Lines(line)),
            Is.EqualTo(message is null ? "v3/pay.txt:1: The line 'wire' repeats the path." : "v3/pay.txt:2: " + message));
    }

    [TestCase("page /a|page /b", "The line 'page' is written twice.")]
    [TestCase("doc v3/merchant/1|doc v3/merchant/1", "The line 'doc v3/merchant/1' is written twice.")]
    [TestCase("wire v3/pay/x|wire v3/pay/y", "The line 'wire' is written twice.")]
    [TestCase("modes merchant partner|modes merchant partner", "The line 'modes' is written twice.")]
    [TestCase("checked go|checked go", "The line 'checked' is written twice.")]
    [TestCase("flags security|flags nonceless", "The line 'flags' is written twice.")]
    [TestCase("rival GET v3/a/b|rival GET v3/a/b", "The line 'rival GET v3/a/b' is written twice.")]
    [TestCase("host https://a.com/|host! https://b.com/", "The line 'host!' is written twice.")]
    [TestCase("sample https://a.com|sample https://b.com", "The line 'sample' is written twice.")]
    [TestCase("variant {}|variant {}", "The line 'variant {}' is written twice.")]
    [TestCase("media {}|media {}", "The line 'media' is written twice.")]
    [TestCase("error 400 A|error 400 B", "The status 400 is written twice; list all its error codes on one line.")]
    [TestCase("json|json", "The place 'json' is written twice.")]
    [TestCase("-> json|-> json", "The line '->' is written twice.")]
    [TestCase("-> json|query", "The place 'query' follows the response; expected it before '->'.")]
    public void Read_ALineTwice_IsRejected(string lines, string message)
    {
        Assert.That(Small.ErrorOf(Small.Lines(lines.Split('|'))), Is.EqualTo("v3/pay.txt:3: " + message));
    }

    [TestCase("doc v3/merchant/1|page #", "Saw 'doc v3/merchant/1'; expected 'page #' here.")]
    [TestCase("checked skit go", "Saw 'checked skit go'; expected 'checked go skit' here.")]
    [TestCase("need json a if b|anyof json a | b", "Saw 'need json a if b'; expected 'anyof json a | b' here.")]
    public void Read_LinesInAnotherOrder_AreRejected(string lines, string message)
    {
        var separated = lines.Replace(" | ", " \0 ", StringComparison.Ordinal).Split('|');

        Assert.That(
            Small.ErrorOf(Small.Lines([.. separated.Select(line => line.Replace('\0', '|'))])),
            Does.StartWith("v3/pay.txt:2: " + message));
    }

    [TestCase("yaml", "'yaml' is not a kind of response; expected json, xml, none 204, redirect, stream data, stream image, stream pdf.")]
    [TestCase("none", "'none' is not a kind of response; expected json, xml, none 204, redirect, stream data, stream image, stream pdf.")]
    [TestCase("none 204", "'none 204' has fields; expected 'errorOnly' or 'fields' on this line.")]
    public void Read_AMalformedResponse_IsRejected(string response, string message)
    {
        Assert.That(
            Small.ErrorOf(Small.Text("GET v3/pay/orders  查单", "  -> " + response, "    a string")),
            Is.EqualTo("v3/pay.txt:2: " + message));
    }

    [Test]
    public void Read_NoResponse_IsRejected()
    {
        Assert.That(
            Small.ErrorOf("GET v3/pay/orders  查单\n"),
            Is.EqualTo("v3/pay.txt:1: 'GET v3/pay/orders' has no response; expected a line '-> KIND'."));
    }
}
