using System.Text.Json;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed partial class SensitiveFieldsTests
{
    private const string Name = "张三";

    private readonly FakePlatform _platform = new();

    private static IEnumerable<TestCaseData> Payloads =>
    [
        Case("AnonymousObject", new { name = Sensitive.From(Name) }, "name"),
        Case("Nested", new { a = new { b = new { name = Sensitive.From(Name) } } }, "a.b.name"),
        Case("Dictionary", new Dictionary<string, object?> { ["name"] = Sensitive.From(Name) }, "name"),
        Case("DictionaryOfThem", new Dictionary<string, Sensitive> { ["name"] = Sensitive.From(Name) }, "name"),
        Case("List", new { names = new List<object> { "x", Sensitive.From(Name) } }, "names.1"),
        Case("Array", new { names = new[] { Sensitive.From(Name) } }, "names.0"),
        Case("ListOfObjects", new { list = new[] { new { name = Sensitive.From(Name) } } }, "list.0.name"),
        Case("OwnType", new Receiver(Sensitive.From(Name), null), "User"),
        Case("JsonNode", new JsonObject { ["name"] = JsonValue.Create(Sensitive.From(Name)) }, "name"),
        Case("LazySequence", new { names = Enumerable.Range(0, 1).Select(_ => Sensitive.From(Name)) }, "names.0"),
    ];

    [TestCaseSource(nameof(Payloads))]
    public async Task Json_WithASensitiveValue_IsEncryptedForThePlatform(object payload, string path)
    {
        using var client = _platform.CreateClient();

        foreach (var way in Enum.GetValues<Way>())
        {
            (await way.PostAsync(client.Chain("v3/x"), new { json = payload })).Dispose();
        }

        Assert.That(_platform.Requests, Has.Count.EqualTo(2));
        foreach (var request in _platform.Requests)
        {
            Assert.That(Rsa.Decrypt(At(request.Body, path), Merchant.PlatformKey), Is.EqualTo(Name));
            Assert.That(request.Headers["Wechatpay-Serial"], Is.EqualTo(Merchant.PublicKeyId));
            Assert.That(request.Body, Does.Not.Contain(Name).And.Not.Contain(JsonSerializer.Serialize(Name).Trim('"')));
            Assert.That(request.IsSigned());
        }
    }

    [Test]
    public async Task Json_ThroughEveryWayToPassOptions_IsEncrypted()
    {
        using var client = _platform.CreateClient();
        dynamic chain = client;

        await chain.v3.x.PostAsync(json: new { name = Sensitive.From(Name) });
        await client.Chain("v3/x").PostAsync(new RequestOptions { Json = new { name = Sensitive.From(Name) } });
        await client["v3/x"].PostAsync(new Dictionary<string, object> { ["json"] = new { name = Sensitive.From(Name) } });
        chain.v3.x.post(new { json = new { name = Sensitive.From(Name) } });

        Assert.That(
            _platform.Requests.Select(request => Rsa.Decrypt(At(request.Body, "name"), Merchant.PlatformKey)),
            Is.All.EqualTo(Name).And.Exactly(4).Items);
    }

    [Test]
    public async Task Json_WithNullNextToIt_WritesNull()
    {
        using var client = _platform.CreateClient();

        await client.Chain("v3/x").PostAsync(new { json = new Receiver(Sensitive.From(Name), null) });

        Assert.That(
            JsonDocument.Parse(_platform.Request.Body).RootElement.GetProperty("Telephone").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Query_WithASensitiveValue_IsEncrypted([Values] Way way)
    {
        using var client = _platform.CreateClient();

        (await way.GetAsync(
            client.Chain("v3/x"),
            new { query = new { a = 1, name = Sensitive.From(Name), list = new object[] { Sensitive.From(Name) } } })).Dispose();

        var query = _platform.Request.Uri.Query[1..].Split('&')
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]));
        Assert.That(Rsa.Decrypt(query["name"], Merchant.PlatformKey), Is.EqualTo(Name));
        Assert.That(Rsa.Decrypt(query["list[0]"], Merchant.PlatformKey), Is.EqualTo(Name));
        Assert.That(_platform.Request.IsSigned());
    }

    [Test]
    public async Task Meta_OfAnUpload_IsEncrypted()
    {
        using var client = _platform.CreateClient();

        await client.Chain("v3/x").PostAsync(new { body = new MediaUpload([1, 2, 3], "a.png", new { name = Sensitive.From(Name) }) });

        var meta = _platform.Request.Body[_platform.Request.Body.IndexOf("{\"name\"", StringComparison.Ordinal)..].Split('\r')[0];
        Assert.That(Rsa.Decrypt(At(meta, "name"), Merchant.PlatformKey), Is.EqualTo(Name));
        Assert.That(_platform.Request.IsSigned(meta));
    }

    [Test]
    public async Task Json_WithoutASensitiveValue_AddsNoHeader()
    {
        var certificates = new CertificatePlatform();
        using var client = certificates.CreateClient();

        await client.Chain("v3/x").PostAsync(new { json = new { a = 1 } });

        Assert.That(certificates.Handler.Requests[0].Headers.Keys, Has.None.EqualTo("Wechatpay-Serial"));
    }

    [TestCase("xml")]
    [TestCase("query")]
    public void ApiV2_WithASensitiveValue_IsRejected(string option)
    {
        using var client = _platform.CreateClient();
        var options = new Dictionary<string, object> { [option] = new { mch_id = Merchant.Id, name = Sensitive.From(Name) } };

        Assert.That(
            () => option == "xml" ? client.Chain("v2/x").Post(options) : client.Chain("v2/x").Get(options),
            Throws.ArgumentException.With.Message.Contains("'name' is a Sensitive").And.Message.Contains("APIv3"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [TestCase("path")]
    [TestCase("headers")]
    [TestCase("key")]
    public void Elsewhere_ASensitiveValue_IsRejectedWithoutTheText(string place)
    {
        using var client = _platform.CreateClient();
        object options = place switch
        {
            "path" => new { name = Sensitive.From(Name) },
            "headers" => new { name = "x", headers = new { Name = Sensitive.From(Name) } },
            _ => new { name = "x", json = new Dictionary<Sensitive, int> { [Sensitive.From(Name)] = 1 } },
        };

        Assert.That(() => client.Chain("v3/{name}").Post(options), Throws.ArgumentException.With.Message.Not.Contains(Name));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [TestCase(214, true)]
    [TestCase(215, false)]
    public void Text_AsLongAsTheKeyAllows_IsEncrypted(int length, bool fits)
    {
        using var client = _platform.CreateClient();
        var text = new string('x', length);

        Assert.That(() => client.Chain("v3/x").Post(new { json = new { name = Sensitive.From(text) } }), fits
            ? Throws.Nothing
            : Throws.ArgumentException.With.Message.Contains("(was 215)").And.Message.Contains("214").And.Message.Not.Contains("xxxx"));
        Assert.That(
            () => client.Chain("v3/x").Get(new { query = new { name = Sensitive.From(text) } }),
            fits ? Throws.Nothing : Throws.ArgumentException.With.Message.Not.Contains("xxxx"));
        Assert.That(_platform.Requests, Has.Count.EqualTo(fits ? 2 : 0));
    }

    private static string At(string json, string path)
    {
        var value = JsonDocument.Parse(json).RootElement;
        foreach (var step in path.Split('.'))
        {
            value = int.TryParse(step, out var index) ? value[index] : value.GetProperty(step);
        }
        return value.GetString()!;
    }

    private static TestCaseData Case(string name, object payload, string path) =>
        new TestCaseData(payload, path).SetName($"Json_WithASensitiveValue_IsEncryptedForThePlatform_{name}");

    private sealed record Receiver(Sensitive User, Sensitive? Telephone);
}
