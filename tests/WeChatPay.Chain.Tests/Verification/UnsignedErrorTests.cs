using System.Text;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.Tests.Verification;

/// <summary>An endpoint that does not sign its files may return an error with status 200, which is not the file.</summary>
internal sealed class UnsignedErrorTests : IDisposable
{
    private const string FilePath = "v3/transferdownload/signfile?token=t";
    private const string Error = """{"code":"NO_AUTH","message":"no right"}""";

    private readonly TemporaryFolder _folder = new();

    private static IEnumerable<TestCaseData> Errors()
    {
        yield return Body("Plain", Error);
        yield return Body("WithDetail", """{ "detail" : { "field": "token" }, "message" : "no right", "code" : "NO_AUTH" }""");
        yield return Body("AfterWhiteSpace", $"\r\n  {Error}\n");
        yield return Body("AfterAByteOrderMark", $"\uFEFF{Error}");
        yield return Body("WithAnEmptyMessage", """{"code":"NO_AUTH","message":""}""");
        yield return Body("Long", $$"""{"code":"NO_AUTH","message":"{{new string('x', 100_000)}}"}""");

        static TestCaseData Body(string name, string body) => new TestCaseData(body).SetArgDisplayNames(name);
    }

    public void Dispose() => _folder.Dispose();

    [TestCaseSource(nameof(Errors))]
    public async Task Get_AnErrorInsteadOfTheFile_IsAnApiException(string body)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = new FakePlatform(Unsigned(body)).CreateClient();
            using var stream = new MemoryStream();

            foreach (var (path, options) in new (string, object?)[]
            {
                (FilePath, null),
                (FilePath, new { sink = _folder.PathOf("file.pdf") }),
                (FilePath, new { sink = stream }),
                ("v3/unknown/file", new { unsigned = true }),
                ("v3/unknown/file", new { unsigned = true, sink = _folder.PathOf("file.pdf") }),
                ("v3/unknown/file", new { unsigned = true, sink = stream }),
            })
            {
                var error = (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain(path), options)))!;
                Assert.That(error.Code, Is.EqualTo("NO_AUTH"));
                Assert.That(error.StatusCode, Is.EqualTo(200));
                Assert.That(error.RequestId, Is.EqualTo("08F5A1B2C3D4E5F6-0"));
                Assert.That(error.Response.Body, Is.EqualTo(body));
                Assert.That(error.Response.IsVerified, Is.False);
            }
            Assert.That(_folder.Files, Is.Empty);
            Assert.That(stream.Length, Is.Zero);
        }
    }

    [Test]
    public async Task Get_AnErrorForAnExistingFile_KeepsTheFile([Values] Way way)
    {
        await File.WriteAllTextAsync(_folder.PathOf("file.pdf"), "yesterday's");
        using var client = new FakePlatform(Unsigned(Error)).CreateClient();

        await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            way.GetAsync(client.Chain(FilePath), new { sink = _folder.PathOf("file.pdf") }));

        Assert.That(await File.ReadAllTextAsync(_folder.PathOf("file.pdf")), Is.EqualTo("yesterday's"));
    }

    [Test]
    public async Task Get_AnErrorThatArrivesByteByByte_IsAnApiException([Values] Way way)
    {
        var position = 0;
        var slowly = new GeneratedBody(buffer =>
        {
            if (position == Error.Length)
            {
                return 0;
            }
            buffer.Span[0] = (byte)Error[position++];
            return 1;
        });
        using var client = new StubHandler(_ => new HttpResponseMessage { Content = new StreamContent(slowly) }).CreateClient();
        using var stream = new MemoryStream();

        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain(FilePath), new { sink = stream }));

        Assert.That(stream.Length, Is.Zero);
    }

    [TestCase("%PDF-1.7 {\"code\":\"NO_AUTH\",\"message\":\"no right\"}")]
    [TestCase("{\"code\":\"NO_AUTH\"}")]
    [TestCase("{\"message\":\"no right\"}")]
    [TestCase("{\"data\":{\"code\":\"NO_AUTH\",\"message\":\"no right\"}}")]
    [TestCase("{\"code\":{},\"message\":\"no right\"}")]
    [TestCase("{\"code\":\"NO_AUTH\",\"message\":\"no right\"")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase(" ")]
    [TestCase("")]
    public async Task Get_AFileThatOnlyLooksLikeOne_IsReturned(string body)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = new FakePlatform(Unsigned(body)).CreateClient();
            using var stream = new MemoryStream();

            Assert.That((await way.GetAsync(client.Chain(FilePath))).Body, Is.EqualTo(body));
            await way.GetAsync(client.Chain(FilePath), new { sink = stream });
            Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Is.EqualTo(body));
        }
    }

    [TestCase(1024, ExpectedResult = false)]
    [TestCase(1025, ExpectedResult = true)]
    public bool IsRuledOut_BlankBytesSoFar_IsTrueWhenTheyAreTooMany(int count) =>
        UnsignedError.IsRuledOut(Encoding.UTF8.GetBytes(new string(' ', count)));

    [Test]
    public async Task Get_AJsonFileLargerThanAnError_StreamsWhole([Values] Way way)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"code":"1","message":"{{new string('x', 3_000_000)}}"}""");
        using var client = new FakePlatform(new FakeResponse { Body = body, Signed = false }).CreateClient();
        using var stream = new MemoryStream();

        await way.GetAsync(client.Chain(FilePath), new { sink = stream });

        Assert.That(stream.ToArray(), Is.EqualTo(body));
    }

    [Test]
    public async Task Get_ASignedResponseWithACode_IsAResponse([Values] Way way)
    {
        using var client = new FakePlatform(FakeResponse.Json(Error)).CreateClient();

        Assert.That((await way.GetAsync(client.Chain("v3/x"), new { unsigned = true })).Body, Is.EqualTo(Error));
    }

    private static FakeResponse Unsigned(string body) => FakeResponse.Error(200, body, "application/pdf");
}
