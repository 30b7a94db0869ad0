using System.Text;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>Comments are returned as text, and an error as XML.</summary>
internal sealed class V2CommentsTests
{
    private const string Path = "v2/billcommentsp/batchquerycomment";
    private const string Comments = "100\n`2017-07-01 10:00:05`,`1001690740201411100005734289`,`5`,`赞，水果很新鲜`\n";

    private static object Fields => new { mch_id = Merchant.Id, offset = 0 };

    [Test]
    public async Task Query_Comments_AreTheBody([Values] Way way)
    {
        using var client = new FakePlatform(FakeResponse.Error(200, Comments, "text/plain")).CreateClient();

        using var response = await way.PostAsync(client.Chain(Path), new { xml = Fields });

        Assert.That(response.Body, Is.EqualTo(Comments));
        Assert.That(response.Xml, Is.Empty);
    }

    [Test]
    public async Task Query_CommentsWithASink_AreWrittenThere([Values] Way way)
    {
        using var stream = new MemoryStream();
        using var client = new FakePlatform(FakeResponse.Error(200, Comments, "text/plain")).CreateClient();

        using var response = await way.PostAsync(client.Chain(Path), new { xml = Fields, sink = stream });

        Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Is.EqualTo(Comments));
    }

    [Test]
    public async Task Query_WithoutComments_IsTheError([Values] Way way)
    {
        var fields = new Dictionary<string, string>
        {
            ["return_code"] = "SUCCESS",
            ["result_code"] = "FAIL",
            ["err_code"] = "NO_COMMENT",
            ["err_code_des"] = "没有评价"
        };
        using var client = new FakePlatform(fields.ToResponse()).CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.PostAsync(client.Chain(Path), new { xml = Fields })))!.Code,
            Is.EqualTo("NO_COMMENT"));
    }

    [TestCase("<html><body>502</body></html>")]
    [TestCase("{\"code\":\"502\"}")]
    [TestCase("")]
    public async Task Query_SomethingElseInstead_IsRejected(string body)
    {
        using var client = new FakePlatform(FakeResponse.Error(200, body, "text/plain")).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain(Path).PostAsync(new { xml = Fields }));
    }

    [Test]
    public async Task Query_TextFromAnotherEndpoint_IsRejected(
        [Values("v2/billcommentsp/batchquerycommentx", "v2/pay/orderquery")] string path)
    {
        using var client = new FakePlatform(FakeResponse.Error(200, Comments, "text/plain")).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain(path).PostAsync(new { xml = Fields }));
    }

    [TestCase(Path)]
    [TestCase("v2/pay/downloadbill")]
    public async Task Query_XmlWithoutAnErrorAndASink_WritesNothing(string path)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var folder = new TemporaryFolder();
            using var client = new FakePlatform(V2Message.Success().ToResponse()).CreateClient();

            await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
                way.PostAsync(client.Chain(path), new { xml = Fields, sink = folder.PathOf("file") }));
            Assert.That(folder.Files, Is.Empty);
        }
    }
    [TestCase(Path)]
    [TestCase("v2/pay/downloadbill")]
    public async Task Query_SignedXmlWithoutAnErrorAndASink_IsWrittenOnlyIfItVerifies(string path)
    {
        foreach (var (way, isTampered) in Enum.GetValues<Way>().SelectMany(way => new[] { (way, false), (way, true) }))
        {
            using var folder = new TemporaryFolder();
            var message = V2Message.Success().Signed();
            if (isTampered)
            {
                message["return_msg"] = "altered";
            }
            using var client = new FakePlatform(message.ToResponse()).CreateClient();
            var call = () => way.PostAsync(client.Chain(path), new { xml = Fields, sink = folder.PathOf("file") });

            if (isTampered)
            {
                await Assert.ThrowsAsync<WeChatPaySignatureException>(() => call());
            }
            else
            {
                Assert.That((await call()).IsVerified);
            }
            Assert.That(folder.Files.Any(), Is.Not.EqualTo(isTampered));
        }
    }
}
