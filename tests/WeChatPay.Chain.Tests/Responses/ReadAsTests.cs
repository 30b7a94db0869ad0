using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Responses;

/// <summary>Deserialization of responses into the caller's types.</summary>
internal sealed partial class ReadAsTests
{
    private enum Kind
    {
        [JsonStringEnumMemberName("MERCHANT_ID")]
        MerchantId,
        PERSONAL_OPENID,
    }

    private static JsonSerializerOptions SnakeCase { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
    };

    [TestCase("{\"trade_no\":\"a\"}")]
    [TestCase("\uFEFF{\"trade_no\":\"a\"}")]
    [TestCase(" \r\n{\"trade_no\":\"b\",\"trade_no\":\"a\"}\n")]
    public void ReadAs_AByteOrderMarkWhiteSpaceOrADuplicate_IsTheLastValue(string body)
    {
        using var response = Response(body);

        Assert.That(response.ReadAs<Order>()!.trade_no, Is.EqualTo("a"));
        Assert.That(response.ReadAs<SnakeOrder>(SnakeCase)!.TradeNo, Is.EqualTo("a"));
        Assert.That(response.ReadAs(OrderJson.Default.Order)!.trade_no, Is.EqualTo("a"));
        Assert.That((string)response.Data.trade_no, Is.EqualTo("a"));
    }

    [TestCase(@"{""trade_no"":""\ud800""}")]
    [TestCase(@"{""trade_no"":""\uDC00""}")]
    public void ReadAs_HalfOfASurrogatePair_IsReadWithAReplacement(string body)
    {
        using var response = Response(body);

        Assert.That(response.ReadAs<Order>()!.trade_no, Is.EqualTo("\uFFFD"));
        Assert.That(response.ReadAs<SnakeOrder>(SnakeCase)!.TradeNo, Is.EqualTo("\uFFFD"));
        Assert.That(response.ReadAs(OrderJson.Default.Order)!.trade_no, Is.EqualTo("\uFFFD"));
        Assert.That((string)response.Data.trade_no, Is.EqualTo("\uFFFD"));
    }

    [Test]
    public async Task ReadAs_AnEnumThatJsonWrote_IsTheSame([Values] Way way)
    {
        var platform = new FakePlatform(request => FakeResponse.Json(request.Body));
        using var client = platform.CreateClient();
        var sent = new Receiver
        {
            type = Kind.MerchantId,
            others = [Kind.PERSONAL_OPENID, Kind.MerchantId],
            by = new() { [Kind.MerchantId] = 1 }
        };

        using var response = await way.PostAsync(client.Chain("v3/x"), new { json = sent });
        var received = response.ReadAs<Receiver>()!;

        Assert.That(platform.Request.Body, Does.Contain("\"type\":\"MERCHANT_ID\""));
        Assert.That((received.type, received.maybe), Is.EqualTo((sent.type, sent.maybe)));
        Assert.That(received.others, Is.EqualTo(sent.others));
        Assert.That(received.by, Is.EqualTo(sent.by));
    }

    [TestCase("99999999999")]
    [TestCase("-99999999999")]
    [TestCase("1.5")]
    public void ReadAs_ANumberThatAnEnumCannotHold_IsAnError(string number)
    {
        using var response = Response($"{{\"type\":{number}}}");

        Assert.That(() => response.ReadAs<Receiver>(), Throws.TypeOf<JsonException>().With.Message.Contains(number));
    }

    [Test]
    public void ReadAs_ATypeWithAttributesOfNewtonsoft_IsAnErrorInsteadOfAnEmptyObject()
    {
        using var response = Response("""{"trade_no":"a","orders":[{"trade_no":"a"}]}""");

        Assert.That(() => response.ReadAs<NewtonsoftOrder>(), Throws.TypeOf<NotSupportedException>()
            .With.Message.Contains("NewtonsoftOrder.trade_no").And.Message.Contains("read Body with Newtonsoft.Json"));
        Assert.That(() => (List<NewtonsoftOrder>)response.Data.orders, Throws.TypeOf<NotSupportedException>());
    }

    [Test]
    public void ReadAs_TypesThatAreNotSent_AreReadAllTheSame()
    {
        using var response = Response("""{"Item1":1,"Item2":"b","Key":"k","Value":2,"number":3}""");

        Assert.That(response.ReadAs<(int, string)>(), Is.EqualTo((1, "b")));
        Assert.That(response.ReadAs<Tuple<int, string>>(), Is.EqualTo(Tuple.Create(1, "b")));
        Assert.That(response.ReadAs<KeyValuePair<string, int>>(), Is.EqualTo(KeyValuePair.Create("k", 2)));
        Assert.That(response.ReadAs<WriteOnly>()!.ToString(), Is.EqualTo("3"));
    }

    [Test]
    public void ReadAs_OptionsOfTheCallers_AreFollowedAsTheyAre()
    {
        using var response = Response("""{"trade_no":"a","kind":"MERCHANT_ID","Total":"5"}""");
        var web = new JsonSerializerOptions(SnakeCase)
        {
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            PropertyNameCaseInsensitive = true
        };

        Assert.That(response.ReadAs<SnakeOrder>(web), Is.EqualTo(new SnakeOrder("a", Kind.MerchantId, 5)));
        Assert.Throws<JsonException>(() => response.ReadAs<SnakeOrder>(JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>(() => response.ReadAs<SnakeOrder>((JsonSerializerOptions)null!));
    }

    [Test]
    public void ReadAs_CommentsAndTrailingCommas_AreReadOnlyWhereTheCallersOptionsSaySo()
    {
        using var response = Response("{\"trade_no\":\"a\", // why\n}");
        var lenient = new JsonSerializerOptions(SnakeCase) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

        Assert.That(response.ReadAs<SnakeOrder>(lenient)!.TradeNo, Is.EqualTo("a"));
        Assert.That(() => response.ReadAs<SnakeOrder>(SnakeCase), Throws.TypeOf<JsonException>().With.Message.Contains("is not JSON"));
        Assert.That(() => response.ReadAs<Order>(), Throws.TypeOf<JsonException>().With.Message.Contains("is not JSON"));
        Assert.That((object?)response.Data.trade_no, Is.Null);
    }

    [Test]
    public async Task ReadAs_NoContent_IsTheDefault([Values] Way way)
    {
        using var client = new FakePlatform(new FakeResponse { Status = HttpStatusCode.NoContent, Body = [] }).CreateClient();

        using var response = await way.PostAsync(client.Chain("v3/x"));

        Assert.That(response.ReadAs<Order>(), Is.Null);
        Assert.That(response.ReadAs<SnakeOrder>(SnakeCase), Is.Null);
        Assert.That(response.ReadAs<int>(SnakeCase), Is.Zero);
        Assert.That((object?)response.Data.anything, Is.Null);
    }

    [Test]
    public async Task ReadAs_JsonThatIsCalledText_IsRead([Values("text/plain", "application/octet-stream", "")] string contentType)
    {
        using var client = new FakePlatform(new FakeResponse { Body = "{\"trade_no\":\"a\"}"u8.ToArray(), ContentType = contentType })
            .CreateClient();

        using var response = await client.Chain("v3/x").GetAsync();

        Assert.That(response.ReadAs<Order>()!.trade_no, Is.EqualTo("a"));
    }

    [TestCase(65, true)]
    [TestCase(512, true)]
    [TestCase(513, false)]
    [TestCase(100_000, false)]
    public void Data_DeepNesting_IsReadUpToALimit(int depth, bool isRead)
    {
        using var response = Response(string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{\"b\":1}" + new string('}', depth - 1));
        dynamic? inner = response.Data;
        for (var i = 1; i < depth && inner is not null; i++)
        {
            inner = inner.a;
        }

        Assert.That((int?)inner?.b, Is.EqualTo(isRead ? 1 : null));
        Assert.That(() => response.ReadAs<Deep>(), Throws.TypeOf<JsonException>());
    }

    [TestCase("1e400")]
    [TestCase("-1e400")]
    public void ReadAs_ANumberThatDoesNotFit_IsAnError(string number)
    {
        using var response = Response($"{{\"total\":{number},\"id\":12345678901234567890}}");

        Assert.That((decimal)response.Data.id, Is.EqualTo(12345678901234567890m));
        Assert.That(() => response.ReadAs<Amount>(), Throws.TypeOf<JsonException>());
    }

    [Test]
    public void Data_NamesThatComeTwice_AreListedOnce()
    {
        using var response = Response("""{"a":1,"a":2}""");

        Assert.That(((System.Dynamic.DynamicObject)(object)response.Data).GetDynamicMemberNames(), Is.EqualTo(["a"]));
        Assert.That((int)response.Data.a, Is.EqualTo(2));
    }

    private static WeChatPayResponse Response(string body) => new(new HttpResponseMessage(), Encoding.UTF8.GetBytes(body));

    internal sealed class Order
    {
        public string? trade_no { get; set; }
    }

    [JsonSerializable(typeof(Order))]
    internal sealed partial class OrderJson : JsonSerializerContext;

    private sealed class Receiver
    {
        public Kind type { get; set; }

        public Kind? maybe { get; set; }

        public Kind[]? others { get; set; }

        public Dictionary<Kind, int>? by { get; set; }
    }

    private sealed class NewtonsoftOrder
    {
        [Newtonsoft.Json.JsonProperty(NullValueHandling = Newtonsoft.Json.NullValueHandling.Ignore)]
        public string? trade_no { get; set; }
    }

    private sealed class WriteOnly
    {
        private int _number;

        public int number { set => _number = value; }

        public override string ToString() => $"{_number}";
    }

    private sealed class Deep
    {
        public Deep? a { get; set; }
    }

    private sealed record SnakeOrder(string TradeNo, Kind Kind = default, long Total = 0);

    private sealed record Amount(long total);
}
