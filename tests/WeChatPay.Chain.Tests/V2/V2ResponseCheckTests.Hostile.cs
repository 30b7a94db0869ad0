using System.Text;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>A body that is not a message of the platform is a clear error, on signed and unsigned endpoints.</summary>
internal sealed partial class V2ResponseCheckTests
{
    // Signed, unsigned, a file, JSON.
    private static readonly string[] _paths = ["pay/orderquery", "payitil/report", "pay/downloadbill", "appauth/getaccesstoken"];

    [TestCaseSource(nameof(Hostile))]
    public async Task Send_WhatIsNotAMessage_IsRejected(string body, string said, string path, Way way)
    {
        using var client = Client(V2Message.OfXml(body));

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.PostAsync(client.Chain($"v2/{path}"), Query)))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Malformed));
        Assert.That(failure.OutcomeUnknown);
        Assert.That(failure.Message, Does.Contain(said).And.Contain($"POST v2/{path}").And.Not.Contain("secret-value"));
    }

    [TestCaseSource(nameof(Hostile))]
    public async Task Download_WhatIsNotAMessageNorAFile_LeavesNoFile(string body, string said, string path, Way way)
    {
        using var folder = new TemporaryFolder();
        using var client = Client(V2Message.OfXml(body));

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            way.PostAsync(client.Chain($"v2/{path}"), new { xml = new { mch_id = Merchant.Id }, sink = folder.PathOf("bill.csv") })))!;

        Assert.That(failure.Message, Does.Contain(said));
        Assert.That(folder.Files, Is.Empty);
    }

    [Test]
    public async Task Send_AnExternalEntity_IsNeverFetched()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("passwords"), "secret-value");
        var xml = $"<!DOCTYPE xml [<!ENTITY e SYSTEM \"{new Uri(folder.PathOf("passwords"))}\">]><xml><return_code>SUCCESS</return_code>"
            + "<return_msg>&e;</return_msg></xml>";
        using var client = Client(V2Message.OfXml(xml));

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v2/payitil/report").PostAsync(Query)))!;

        Assert.That(failure.ToString(), Does.Contain("DTD").And.Not.Contain("secret-value"));
    }

    private static IEnumerable<TestCaseData> Hostile =>
        from way in new[] { Way.Async, Way.Sync }
        from path in _paths
        from hostile in new (string Name, string Body, string Said)[]
        {
            ("Dtd", "<!DOCTYPE xml [<!ENTITY e \"secret-value\">]><xml><return_code>&e;</return_code></xml>", "DTD"),
            ("ExternalDtd", "<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml><return_code>SUCCESS</return_code></xml>", "DTD"),
            ("BillionLaughs", Laughs, "DTD"),
            ("UnknownEntity", "<xml><return_code>&secret-value;</return_code></xml>", "not well-formed XML"),
            ("DeeplyNested", Nested(40), "nested deeper than 32"),
            ("VeryDeeplyNested", string.Concat(Enumerable.Repeat("<xml>", 50_000)), "nested deeper than 32"),
            ("CutOff", "<xml><return_code>SUCCESS</return_code><a>secret-value", "not well-formed XML"),
            ("CrossedTags", "<xml><return_code>SUCCESS</xml></return_code>", "not well-formed XML"),
            ("TwoRoots", "<xml><return_code>SUCCESS</return_code></xml><xml/>", "not well-formed XML"),
            ("Html", "<html><body><h1>502 Bad Gateway</h1><hr><center>secret-value</center></body></html>", "not well-formed XML"),
            ("WellFormedHtml", "<html><head/><body>secret-value</body></html>", "not 'xml'"),
            ("HtmlWithDoctype", "<!DOCTYPE html><html><body>x</body></html>", "DTD"),
            ("FieldsOfAnotherRoot", "<alipay><return_code>SUCCESS</return_code></alipay>", "not 'xml'"),
            ("Empty", "", "not XML"),
            ("WhiteSpace", " \r\n\t", "not XML"),
        }
        select new TestCaseData(hostile.Body, hostile.Said, path, way).SetArgDisplayNames(hostile.Name, path, $"{way}");

    private static string Laughs => "<!DOCTYPE xml [<!ENTITY l0 \"ha\">"
        + string.Concat(
            Enumerable.Range(1, 9).Select(level => $"<!ENTITY l{level} \"{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}\">"))
        + "]><xml><return_code>&l9;</return_code></xml>";

    private static string Nested(int depth) =>
        new StringBuilder("<xml>").Insert(5, "<a>", depth).Insert(5 + (3 * depth), "</a>", depth).Append("</xml>").ToString();
}
