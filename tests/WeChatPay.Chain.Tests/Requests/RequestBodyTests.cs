using System.Text;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed class RequestBodyTests
{
    private static IEnumerable<TestCaseData> Bodies =>
    [
        Case("String", "{\"a\":\"中\"}"),
        Case("Bytes", "{\"a\":\"中\"}"u8.ToArray()),
        Case("Memory", new ReadOnlyMemory<byte>("{\"a\":\"中\"}"u8.ToArray())),
        Case("Stream", new MemoryStream("{\"a\":\"中\"}"u8.ToArray())),
        Case(
            "Content",
            new StringContent("{\"a\":\"中\"}", Encoding.UTF8, "application/json") { Headers = { ContentType = new("application/json") } }),
    ];

    private static IEnumerable<TestCaseData> Unfit =>
    [
        Case("AnonymousObject", new { a = 1 }, "'json'"),
        Case("Dictionary", new Dictionary<string, int> { ["a"] = 1 }, "'json'"),
        Case("Number", 1, "Int32"),
        Case("List", new List<byte> { 1 }, "List"),
        Case("ClosedStream", ClosedStream(), "readable Stream"),
        Case("HalfACharacter", "x\uD83D", "surrogate"),
    ];

    [TestCaseSource(nameof(Bodies))]
    public async Task Create_OfABody_IsSentAsItIs(object body)
    {
        var content = Create(HttpMethod.Post, new() { Body = body });

        Assert.That(await content!.ReadAsByteArrayAsync(), Is.EqualTo("{\"a\":\"中\"}"u8.ToArray()));
        Assert.That($"{content.Headers.ContentType}", Is.EqualTo("application/json"));
    }

    [Test]
    public async Task Create_OfJson_IsWritten()
    {
        var content = Create(HttpMethod.Post, new() { Json = new { a = "中" } });

        Assert.That(await content!.ReadAsByteArrayAsync(), Is.EqualTo("{\"a\":\"中\"}"u8.ToArray()));
        Assert.That($"{content.Headers.ContentType}", Is.EqualTo("application/json"));
    }

    [Test]
    public void Create_OfAContent_IsThatContent()
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("a", "1")]);

        Assert.That(Create(HttpMethod.Post, new() { Body = content }), Is.SameAs(content));
        Assert.That($"{content.Headers.ContentType}", Is.EqualTo("application/x-www-form-urlencoded"));
    }

    [TestCase("Content-Type")]
    [TestCase("content-type")]
    public void Create_OfAnUploadWithAContentType_SaysThatItSetsItsOwn(string name)
    {
        var options = new RequestOptions
        {
            Body = new MediaUpload([1], "a.png"),
            Headers = new Dictionary<string, string> { [name] = "multipart/form-data; boundary=x" }
        };

        Assert.That(() => Create(HttpMethod.Post, options), Throws.ArgumentException.With.Message.Contains("its own Content-Type"));
    }

    [Test]
    public void Create_OfAnUpload_BringsItsContentType()
    {
        var content = Create(HttpMethod.Post, new() { Body = new MediaUpload([1], "a.png") });

        Assert.That(content!.Headers.ContentType!.MediaType, Is.EqualTo("multipart/form-data"));
    }

    [Test]
    public void Create_WithoutBody_IsEmptyWhereTheMethodWrites([Values("GET", "DELETE", "PUT", "POST", "PATCH")] string method)
    {
        var content = Create(HttpMethod.Parse(method), new());

        Assert.That(content?.Headers.ContentType?.MediaType, Is.EqualTo(method is "GET" or "DELETE" ? null : "application/json"));
        Assert.That(content?.Headers.ContentLength, Is.EqualTo(content is null ? null : 0));
    }

    [Test]
    public async Task Create_OfJsonInAGetOrDelete_IsSent([Values("GET", "DELETE")] string method)
    {
        Assert.That(await Create(HttpMethod.Parse(method), new() { Json = new { a = 1 } })!.ReadAsStringAsync(), Is.EqualTo("{\"a\":1}"));
    }

    [Test]
    public void Create_TwoBodies_IsRejected()
    {
        Assert.That(
            () => Create(HttpMethod.Post, new() { Json = 1, Body = "1" }),
            Throws.ArgumentException.With.Message.Contains("'json'").And.Message.Contains("'body'"));
        Assert.That(
            () => Create(HttpMethod.Post, new() { Json = 1, Body = new MediaUpload([1], "a.png") }),
            Throws.ArgumentException.With.Message.Contains("'json'"));
    }

    [Test]
    public void Create_XmlInApiV3_SaysWhereItBelongs()
    {
        Assert.That(() => Create(HttpMethod.Post, new() { Xml = new { a = 1 } }), Throws.ArgumentException
            .With.Message.Contains("'xml'").And.Message.Contains("v2").And.Message.Contains("'json'"));
        Assert.That(() => Create(HttpMethod.Get, new() { Xml = new { a = 1 } }), Throws.ArgumentException.With.Message.Contains("'xml'"));
    }

    [TestCaseSource(nameof(Unfit))]
    public void Create_OfWhatIsNotABody_SaysWhatIsExpected(object body, string named)
    {
        Assert.That(
            () => Create(HttpMethod.Post, new() { Body = body }),
            Throws.ArgumentException.With.Message.Contains("'body'").And.Message.Contains(named));
    }

    [Test]
    public void Create_OfAWrongBody_SendsNothing([Values] Way way)
    {
        var platform = new FakePlatform();
        using var client = platform.CreateClient();

        Assert.That(() => way.PostAsync(client.Chain("v3/x"), new { json = double.NaN }), Throws.ArgumentException);
        Assert.That(() => way.PostAsync(client.Chain("v3/x"), new { json = 1, body = "1" }), Throws.ArgumentException);
        Assert.That(() => way.PostAsync(client.Chain("v3/x"), new { body = new { a = 1 } }), Throws.ArgumentException);
        Assert.That(() => way.PostAsync(client.Chain("v3/x"), new { xml = new { a = 1 } }), Throws.ArgumentException);
        Assert.That(platform.Requests, Is.Empty);
    }

    private static HttpContent? Create(HttpMethod method, RequestOptions options)
    {
        var headers = HeaderOptions.Read(options.Headers);
        var fields = new SensitiveFields(new KeyRing(Merchant.Options().PlatformKeys, TimeProvider.System), headers);
        return new RequestBody(Merchant.Id, Merchant.ApiV2Key).Create(ApiVersion.V3, method, options, headers, fields).Content;
    }

    private static MemoryStream ClosedStream()
    {
        var stream = new MemoryStream();
        stream.Dispose();
        return stream;
    }

    private static TestCaseData Case(string name, params object[] arguments) => new TestCaseData(arguments).SetArgDisplayNames(name);
}
