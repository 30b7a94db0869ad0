using System.Text.Json;
using WeChatPay.Chain.Endpoints.Tests.Lines;

namespace WeChatPay.Chain.Endpoints.Tests.Responses;

internal sealed class ResponseFieldsTests
{
    [Test]
    public void Number_WrittenAsAString_IsRead() =>
        Assert.That(ReadOrder("""{"amount":{"total":"100"}}""").amount!.total, Is.EqualTo(100));

    [Test]
    public void WholeNumber_WithZeros_IsRead() =>
        Assert.That(ReadOrder("""{"amount":{"total":100.0}}""").amount!.total, Is.EqualTo(100));

    [TestCase("""{"amount":{"total":100.5}}""")]
    [TestCase("""{"amount":{"total":9223372036854775808}}""")]
    [TestCase("""{"amount":{"total":"ten"}}""")]
    [TestCase("""{"amount":{"total":{}}}""")]
    [TestCase("""{"amount":{"total":true}}""")]
    public void WholeNumber_OfAnotherKind_NamesTheField(string json) => Assert.That(
        () => ReadOrder(json).amount!.total,
        Throws.InvalidOperationException.With.Message.Contain("'total'").And.Message.Contain("whole number").Or.Message.Contain("number"));

    [Test]
    public void Object_ThatIsAString_NamesTheFieldWithoutItsValue() => Assert.That(
        () => ReadOrder("""{"payer":"oSecret"}""").payer,
        Throws.InvalidOperationException.With.Message.Contain("'payer'").And.Message.Not.Contain("oSecret"));

    [Test]
    public void List_ThatIsAnObject_NamesTheField() => Assert.That(
        () => ReadOrder("""{"promotion_detail":{}}""").promotion_detail,
        Throws.InvalidOperationException.With.Message.Contain("'promotion_detail'"));

    [TestCase("""{"amount":null}""")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("not JSON")]
    public void OptionalObject_Missing_IsNull(string json) => Assert.That(ReadOrder(json).amount, Is.Null);

    [Test]
    public void RequiredField_Missing_NamesIt() => Assert.That(
        () => Read<V3Endpoints.Pay.Transactions.Jsapi.PostData>("{}").prepay_id,
        Throws.InvalidOperationException.With.Message.Contain("'prepay_id'"));

    [Test]
    public void UndocumentedField_ByItsName_IsDynamic() =>
        Assert.That((int)ReadOrder("""{"new":{"field":7}}""")["new"]!.field, Is.EqualTo(7));

    [Test]
    public void UndocumentedField_Missing_IsNull() => Assert.That((object?)ReadOrder("{}")["new"], Is.Null);

    [Test]
    public void ListIndex_OutOfRange_Throws() => Assert.That(
        () => ReadOrder("""{"promotion_detail":[]}""").promotion_detail[0], Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void ListItem_ThatIsNull_IsDescribed() => Assert.That(
        () => ReadOrder("""{"promotion_detail":[null]}""").promotion_detail[0],
        Throws.InvalidOperationException.With.Message.Contain("documented as an object, but the response has null"));

    [Test]
    public void Data_SentAgain_IsTheSameJson()
    {
        var order = ReadOrder("""{"amount":{"total":100.10,"currency":"CNY","new":[1,null]}}""");
        using var handler = new RecordingHandler();
        using var client = RecordingHandler.CreateClient(handler);

        Assert.Throws<WeChatPayApiException>(() => client.Chain("v3/x").Post(new { json = new { order.amount } }));

        Assert.That(handler.Body, Is.EqualTo("""{"amount":{"total":100.10,"currency":"CNY","new":[1,null]}}"""));
    }

    [Test]
    public void Data_Serialized_IsTheSameJson() => Assert.That(
        JsonSerializer.Serialize(new { order = ReadOrder("""{"amount":{"total":1}}""") }),
        Is.EqualTo("""{"order":{"amount":{"total":1}}}"""));

    [Test]
    public void Text_WithJson_IsReadAndConvertsToTheString()
    {
        var refund = Read<V2Endpoints.Pay.Micropay.PostData>(
            "<xml><promotion_detail><![CDATA[{\"promotion_detail\":[]}]]></promotion_detail></xml>");
        string? text = refund.promotion_detail;

        Assert.Multiple(() =>
        {
            Assert.That(text, Is.EqualTo("{\"promotion_detail\":[]}"));
            Assert.That(refund.promotion_detail!.AsJson().ValueKind, Is.EqualTo(JsonValueKind.Object));
        });
    }

    [TestCase("""[{"type":"MERCHANT_ID","amount":5}]""", JsonValueKind.Array)]
    [TestCase("""{"receiver":[{"type":"MERCHANT_ID","amount":5}]}""", JsonValueKind.Object)]
    public void Text_OfAList_IsReadWithAndWithoutAnObjectAroundIt(string json, JsonValueKind kind)
    {
        var receivers = Read<V2Endpoints.Secapi.Pay.Multiprofitsharing.PostData>(
            $"<xml><receivers><![CDATA[{json}]]></receivers></xml>").receivers!;

        Assert.Multiple(() =>
        {
            Assert.That(receivers.receiver.Single().amount, Is.EqualTo(5));
            Assert.That(receivers.AsJson().ValueKind, Is.EqualTo(kind));
            Assert.That((string?)receivers, Is.EqualTo(json));
        });
    }

    [Test]
    public void Text_WithoutJson_IsTheString()
    {
        var data = Read<V2Endpoints.Pay.Micropay.PostData>("<xml><promotion_detail>none</promotion_detail></xml>");

        Assert.Multiple(() =>
        {
            Assert.That((string?)data.promotion_detail, Is.EqualTo("none"));
            Assert.That(data.promotion_detail!.AsJson().ValueKind, Is.EqualTo(JsonValueKind.Undefined));
        });
    }

    [Test]
    public void Response_Typed_KeepsWhatTheResponseHas()
    {
        using var response = new WeChatPayResponse<EmptyFields>(
            WeChatPayResponse.Create("{}", 202, [new("Request-ID", "08F")], isVerified: false));

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(202));
            Assert.That(response.RequestId, Is.EqualTo("08F"));
            Assert.That(response.IsVerified, Is.False);
            Assert.That(response.Body, Is.EqualTo("{}"));
        });
    }

    private static V3Endpoints.Pay.Transactions.Id.ByTransactionId.GetData ReadOrder(string json) =>
        Read<V3Endpoints.Pay.Transactions.Id.ByTransactionId.GetData>(json);

    private static T Read<T>(string body)
        where T : ResponseFields, new() => new WeChatPayResponse<T>(WeChatPayResponse.Create(body)).Data;
}
