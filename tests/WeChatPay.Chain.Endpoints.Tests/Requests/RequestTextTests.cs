using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using WeChatPay.Chain.Endpoints.Tests.Lines;

namespace WeChatPay.Chain.Endpoints.Tests.Requests;

/// <summary>Fields that are sent as JSON within a string.</summary>
internal sealed class RequestTextTests
{
    [Test]
    public void Object_WithNew_IsJsonInAString() => Assert.That(
        Send(new() { goods_detail = [new() { goods_id = "1", quantity = 2, price = 300, goods_name = "茶" }] }),
        Is.EqualTo("""{"goods_detail":[{"goods_id":"1","quantity":2,"price":300,"goods_name":"茶"}]}"""));

    [Test]
    public void Object_FromAString_IsThatString() => Assert.That(Send("""{ "as": "written" }"""), Is.EqualTo("""{ "as": "written" }"""));

    [Test]
    public void Object_FromANullString_IsNull()
    {
        string? text = null;
        V2Endpoints.Pay.Micropay.PostXml.Detail? detail = text;

        Assert.That(detail, Is.Null);
    }

    [Test]
    public void List_OfObjects_IsAJsonArray()
    {
        JsonList<V3Endpoints.Payscore.Permissions.PostJson> list = [new() { service_id = "1", appid = "2", authorization_code = "\"" }];

        Assert.That(((IRequestText)list).ToText(), Is.EqualTo("""[{"service_id":"1","appid":"2","authorization_code":"\""}]"""));
    }

    [Test]
    public void List_OfReceivers_HasTheirFields()
    {
        JsonList<V2Endpoints.Secapi.Pay.Multiprofitsharing.PostXml.Receivers> list =
            [new() { type = "MERCHANT_ID", account = "1900000110", amount = 5, description = "分账" }];

        Assert.That(
            ((IRequestText)list).ToText(),
            Is.EqualTo("""[{"type":"MERCHANT_ID","account":"1900000110","amount":5,"description":"分账"}]"""));
    }

    [Test]
    public void List_FromAString_IsThatString()
    {
        JsonList<string> list = "[1, 2]";

        Assert.Multiple(() =>
        {
            Assert.That(((IRequestText)list).ToText(), Is.EqualTo("[1, 2]"));
            Assert.That(list, Is.Empty);
        });
    }

    [TestCase(1.5, "1.5")]
    [TestCase(true, "true")]
    [TestCase(null, "null")]
    [TestCase("值", "\"值\"")]
    public void Write_ASingleValue_IsJson(object? value, string json) =>
        Assert.That(JsonText.Write(new[] { value }), Is.EqualTo($"[{json}]"));

    [Test]
    public void Write_JsonNodesAndElements_AreWritten() => Assert.That(
        JsonText.Write(new object[] { new JsonObject { ["a"] = 1 }, JsonDocument.Parse("[2]").RootElement, 3.10m }),
        Is.EqualTo("""[{"a":1},[2],3.10]"""));

    [Test]
    public void Write_ASensitive_Throws() => Assert.That(
        () => JsonText.Write(new object[] { Sensitive.From("张三") }),
        Throws.ArgumentException.With.Message.Contain("Sensitive").And.Message.Not.Contain("张三"));

    [Test]
    public void Write_AnotherType_Throws() => Assert.That(
        () => JsonText.Write(new object[] { new { a = 1 } }), Throws.ArgumentException.With.Message.Contain("JsonNode"));

    [TestCase(double.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "infinity")]
    public void Write_ANumberThatJsonCannotHave_Throws(object value, string reason) => Assert.That(
        () => JsonText.Write(new[] { value }), Throws.ArgumentException.With.Message.Contain(reason));

    [Test]
    public void Write_ATextCutWithinACharacter_Throws() => Assert.That(
        () => JsonText.Write(new List<string> { "茶\ud83d" }), Throws.ArgumentException.With.Message.Contain("index 1"));

    [Test]
    public void Write_FieldsThatContainThemselves_Throws()
    {
        var detail = new V2Endpoints.Pay.Micropay.PostXml.Detail { goods_detail = [] };
        detail["self"] = detail;

        Assert.That(() => ((IRequestText)detail).ToText(), Throws.ArgumentException.With.Message.Contain("contains itself"));
    }

    private static string Send(V2Endpoints.Pay.Micropay.PostXml.Detail detail)
    {
        using var handler = new RecordingHandler();
        using var client = RecordingHandler.CreateClient(handler);
        Assert.Throws<WeChatPayApiException>(() => client.v2.pay.micropay.Post(new()
        {
            appid = "wx8888888888888888",
            mch_id = RecordedCall.MerchantId,
            body = "茶",
            out_trade_no = "A1",
            total_fee = 300,
            spbill_create_ip = "127.0.0.1",
            auth_code = "134567890123456789",
            detail = detail,
        }));
        return XDocument.Parse(handler.Body).Root!.Element("detail")!.Value;
    }
}
