using System.Text;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>
/// The option <c>unsigned</c> for APIv2: XML without <c>sign</c>, JSON and files are accepted, a wrong <c>sign</c> is not.
/// </summary>
internal sealed class V2UnsignedOptionTests
{
    private const string Path = "v2/mmpaymkttransfers/brandnew";

    private static readonly Dictionary<string, string> _fields = new() { ["appid"] = "wx8888888888888888", ["mch_id"] = Merchant.Id };

    [Test]
    public async Task Post_FieldsWithoutASign_AreReturnedUnverified([Values] Way way)
    {
        using var client = new FakePlatform(V2Message.Success(("amount", "1")).ToResponse()).CreateClient();

        using var response = await way.PostAsync(client.Chain(Path), new { xml = _fields, unsigned = true });

        Assert.That(response.Xml["amount"], Is.EqualTo("1"));
        Assert.That(response.IsVerified, Is.False);
    }

    [Test]
    public async Task Post_FieldsWithASign_AreVerified([Values] Way way, [Values] bool unsigned)
    {
        using var client = new FakePlatform(V2Message.Success().Signed().ToResponse()).CreateClient();

        Assert.That((await way.PostAsync(client.Chain(Path), new { xml = _fields, unsigned })).IsVerified);
    }

    [Test]
    public async Task Post_FieldsWithAWrongSign_AreRejected(
        [Values] Way way, [Values("", "00", "0123456789ABCDEF0123456789ABCDEF")] string sign)
    {
        using var client = new FakePlatform(V2Message.Success(("sign", sign)).ToResponse()).CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            way.PostAsync(client.Chain(Path), new { xml = _fields, unsigned = true })))!;

        Assert.That(error.Reason, Is.EqualTo(SignatureFailure.Mismatch));
    }

    [Test]
    public async Task Post_FieldsWithoutASignAndWithoutTheOption_AreRejected([Values] Way way)
    {
        using var client = new FakePlatform(V2Message.Success().ToResponse()).CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.PostAsync(client.Chain(Path), new { xml = _fields })))!.Reason,
            Is.EqualTo(SignatureFailure.HeadersMissing));
    }

    [TestCase("return_code")]
    [TestCase("result_code")]
    public async Task Post_FieldsThatReportFail_AreAnApiException(string code)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = new FakePlatform(V2Message.Success((code, "FAIL"), ("err_code", "NOTENOUGH")).ToResponse()).CreateClient();

            Assert.That(
                (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
                    way.PostAsync(client.Chain(Path), new { xml = _fields, unsigned = true })))!.Code,
                Is.EqualTo("NOTENOUGH"));
        }
    }

    [Test]
    public async Task Post_AFile_IsReturnedOrStreamed([Values] Way way)
    {
        var file = Encoding.UTF8.GetBytes("`2026-11-20,`1\r\n");
        using var client = new FakePlatform(new FakeResponse { Body = file, Signed = false }).CreateClient();
        using var stream = new MemoryStream();

        Assert.That((await way.PostAsync(client.Chain(Path), new { xml = _fields, unsigned = true })).BodyBytes, Is.EqualTo(file));
        Assert.That((await way.PostAsync(client.Chain(Path), new { xml = _fields, unsigned = true, sink = stream })).IsVerified, Is.False);
        Assert.That(stream.ToArray(), Is.EqualTo(file));
    }

    [Test]
    public async Task Post_Json_IsReturnedUnlessItReportsFail([Values] Way way)
    {
        var bodies = new Queue<string>(["""{"return_code":"SUCCESS","a":"1"}""", """{"return_code":"FAIL","return_msg":"no"}"""]);
        using var client = new FakePlatform(_ => FakeResponse.Error(200, bodies.Dequeue())).CreateClient();

        Assert.That(
            (await way.PostAsync(client.Chain(Path), new { xml = _fields, unsigned = true })).Json.GetProperty("a").GetString(),
            Is.EqualTo("1"));
        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.PostAsync(client.Chain(Path), new { xml = _fields, unsigned = true }));
    }

    [TestCase("<html>502</html>")]
    [TestCase("")]
    public async Task Post_AGatewayErrorPage_IsRejected(string page)
    {
        using var client = new FakePlatform(FakeResponse.Error(200, page)).CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
                client.Chain(Path).PostAsync(new { xml = _fields, unsigned = true })))!.Reason,
            Is.EqualTo(SignatureFailure.Malformed));
    }

    [Test]
    public async Task IsVerified_AnEndpointThatThePlatformDoesNotSign_IsFalse([Values] Way way)
    {
        using var client = new FakePlatform(V2Message.Success().ToResponse()).CreateClient();

        Assert.That((await way.PostAsync(client.Chain("v2/risk/getpublickey"), new { xml = _fields })).IsVerified, Is.False);
    }
}
