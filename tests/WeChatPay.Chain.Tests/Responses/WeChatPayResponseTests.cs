using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Tests.Requests;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Responses;

internal sealed class WeChatPayResponseTests
{
    [Test]
    public async Task Members_OfAResponse_AreWhatWasReceived([Values] Way way)
    {
        var sent = new FakeResponse
        {
            Status = HttpStatusCode.Accepted,
            Body = "{\"说\":1}"u8.ToArray(),
            Headers = { ["Request-ID"] = "0A-1", ["X-Other"] = "yes" }
        };
        using var client = new FakePlatform(sent).CreateClient();

        using var response = await way.GetAsync(client.Chain("v3/x"));

        Assert.That(response.StatusCode, Is.EqualTo(202));
        Assert.That(response.RequestId, Is.EqualTo("0A-1"));
        Assert.That(response.Headers.GetValues("x-other"), Is.EqualTo(["yes"]));
        Assert.That(response.Body, Is.EqualTo("{\"说\":1}"));
        Assert.That(response.BodyBytes, Is.EqualTo("{\"说\":1}"u8.ToArray()));
        Assert.That(response.ToString(), Is.EqualTo(response.Body));
        Assert.That(response.Json.GetProperty("说").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task RequestId_WhenThereWasNone_IsNull()
    {
        using var client = new FakePlatform(new FakeResponse { Headers = { ["Request-ID"] = null } }).CreateClient();

        Assert.That((await client.Chain("v3/x").GetAsync()).RequestId, Is.Null);
    }

    [TestCase("", TestName = "Json_OfAnEmptyBody_IsUndefined")]
    [TestCase("<!DOCTYPE html><html><body>502 Bad Gateway<br></body></html>", TestName = "Json_OfHtml_IsUndefined")]
    [TestCase("{\"a\":", TestName = "Json_OfABrokenBody_IsUndefined")]
    [TestCase("{\"a\":1}{", TestName = "Json_OfMoreThanJson_IsUndefined")]
    [TestCase("a,b\n1,2", TestName = "Json_OfCsv_IsUndefined")]
    public void Json_OfWhatIsNone(string body)
    {
        using var response = Response(body);

        Assert.That(response.Json.ValueKind, Is.EqualTo(JsonValueKind.Undefined));
        Assert.That((object?)response.Data.anything, Is.Null);
        Assert.That((object?)response.Data["anything"], Is.Null);
        Assert.That((object?)response.Data[0], Is.Null);
        Assert.That((IEnumerable<object>)response.Data, Is.Empty);
        Assert.That(response.Body, Is.EqualTo(body));
    }

    [Test]
    public void Json_OfABodyThatIsNotUtf8_IsReadAsFarAsItCan()
    {
        using var response = Response([.. "{\"code\":\"FAIL\",\"message\":\""u8, 0xB2, 0xE2, .. "\"}"u8]);

        Assert.That((string)response.Data.code, Is.EqualTo("FAIL"));
        Assert.That((string)response.Data.message, Is.EqualTo("\uFFFD\uFFFD"));
        Assert.That(response.Body, Does.StartWith("{\"code\":\"FAIL\""));
    }

    [Test]
    public void ReadAs_AType_ReadsItByTheNamesOnTheWire()
    {
        using var response = Response("""{"prepay_id":"wx1","amount":{"total":100},"h5_url":null}""");

        var order = response.ReadAs<Prepaid>()!;

        Assert.That(order, Is.EqualTo(new Prepaid("wx1", new Amount(100))));
    }

    [Test]
    public void ReadAs_WithMetadata_NeedsNoReflection()
    {
        using var response = Response("""{"out_trade_no":"T1"}""");
        using var html = Response("<html>");
        using var empty = Response("");

        Assert.That(response.ReadAs(SnakeJson.Default.Snake), Is.EqualTo(new Snake("T1")));
        Assert.That(() => html.ReadAs(SnakeJson.Default.Snake), Throws.InstanceOf<JsonException>().With.Message.Contains("not JSON"));
        Assert.That(empty.ReadAs(SnakeJson.Default.Snake), Is.Null);
    }

    [Test]
    public void ReadAs_WhatJsonWrote_ReadsItBack()
    {
        var order = new Written
        {
            Type = DayOfWeek.Friday,
            ByWeekday = new() { [DayOfWeek.Monday] = 1 },
            OutTradeNo = "T1",
            Name = "x😀",
            total = 5
        };
        using var response = Response(JsonBody.Write(order));

        var read = response.ReadAs<Written>()!;

        Assert.That(JsonBody.Write(read), Is.EqualTo(JsonBody.Write(order)));
        Assert.That((read.OutTradeNo, read.Type, read.total), Is.EqualTo(("T1", (DayOfWeek?)DayOfWeek.Friday, 5)));
        Assert.That(response.Body, Does.Contain("\"out_trade_no\":\"T1\"").And.Contain("\"Friday\""));
    }

    [TestCase("\"friday\"", DayOfWeek.Friday)]
    [TestCase("5", DayOfWeek.Friday)]
    public void ReadAs_AnEnum_IsReadByItsTextOrNumber(string json, DayOfWeek expected)
    {
        using var response = Response($$"""{"Type":{{json}}}""");

        Assert.That(response.ReadAs<Written>()!.Type, Is.EqualTo(expected));
    }

    [TestCase("\"Someday\"")]
    [TestCase("true")]
    public void ReadAs_AnEnumThatHasNoSuchMember_IsAJsonException(string json)
    {
        using var response = Response($$"""{"Type":{{json}}}""");

        Assert.That(response.ReadAs<Written>, Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Json_BehindAByteOrderMark_IsRead()
    {
        using var response = Response([0xEF, 0xBB, 0xBF, .. "{\"a\":1}"u8]);

        Assert.That((int)response.Data.a, Is.EqualTo(1));
        Assert.That(response.ReadAs<Dictionary<string, int>>()!["a"], Is.EqualTo(1));
    }

    [Test]
    public void ReadAs_AnEmptyBody_IsNull()
    {
        using var response = Response("");

        Assert.That(response.ReadAs<Prepaid>(), Is.Null);
    }

    [TestCase("<html>")]
    [TestCase("{\"amount\":1}")]
    public void ReadAs_WhatDoesNotFit_IsAJsonException(string body)
    {
        using var response = Response(body);

        Assert.That(response.ReadAs<Prepaid>, Throws.InstanceOf<JsonException>());
    }

    private static WeChatPayResponse Response(string body) => Response(Encoding.UTF8.GetBytes(body));

    private static WeChatPayResponse Response(byte[] body) => new(new HttpResponseMessage(), body);

    private sealed class Written
    {
        public int total;

        public DayOfWeek? Type { get; set; }

        public Dictionary<DayOfWeek, int>? ByWeekday { get; set; }

        [Newtonsoft.Json.JsonProperty("out_trade_no")]
        public string OutTradeNo { get; set; } = "";

        public string Name { get; set; } = "";
    }

    private sealed record Prepaid(
        [property: JsonPropertyName("prepay_id")] string PrepayId, [property: JsonPropertyName("amount")] Amount Amount);

    private sealed record Amount([property: JsonPropertyName("total")] long Total);
}
