using System.Text.Json.Nodes;
using WeChatPay.Chain.Endpoints.Tests.Lines;

namespace WeChatPay.Chain.Endpoints.Tests.Requests;

internal sealed class RequestFieldsTests
{
    [Test]
    public void Fields_InAnyOrder_AreSentInThatOrder() => Assert.That(
        Send(new() { authorization_code = "c", service_id = "a", appid = "b" }),
        Is.EqualTo("""{"authorization_code":"c","service_id":"a","appid":"b"}"""));

    [Test]
    public void OptionalField_SetToNull_IsSent() => Assert.That(
        Send(new() { service_id = "a", appid = "b", authorization_code = "c", notify_url = null }),
        Does.EndWith(""","notify_url":null}"""));

    [Test]
    public void RequiredField_SetToNull_IsNotSent() => Assert.That(
        Send(new() { service_id = "a", appid = "b", authorization_code = null! }), Is.EqualTo("""{"service_id":"a","appid":"b"}"""));

    [Test]
    public void RequiredField_SetAndRemoved_IsNotSent()
    {
        V3Endpoints.Payscore.Permissions.PostJson json = new() { service_id = "a", appid = "b", authorization_code = "c" };
        json.appid = null!;

        Assert.That(Send(json), Is.EqualTo("""{"service_id":"a","authorization_code":"c"}"""));
    }

    [Test]
    public void UndocumentedField_ByItsName_IsSent() => Assert.That(
        Send(new() { service_id = "a", appid = "b", authorization_code = "c", ["new_field"] = new JsonObject { ["x"] = 1 } }),
        Does.EndWith(""","new_field":{"x":1}}"""));

    [Test]
    public void Field_SetAgain_KeepsItsPlace() => Assert.That(
        Send(new() { service_id = "a", appid = "b", authorization_code = "c", ["service_id"] = "d" }),
        Does.StartWith("""{"service_id":"d","appid"""));

    [Test]
    public void Field_Read_IsTheValueThatWasSet()
    {
        V3Endpoints.Payscore.Permissions.PostJson json = new() { service_id = "a", appid = "b", authorization_code = "c" };

        Assert.Multiple(() =>
        {
            Assert.That(json.appid, Is.EqualTo("b"));
            Assert.That(json.notify_url, Is.Null);
            Assert.That(json["appid"], Is.EqualTo("b"));
        });
    }

    [Test]
    public void ToString_OfFields_HasNoValues() => Assert.That(
        new V3Endpoints.Payscore.Permissions.PostJson { service_id = "a", appid = "wx-secret", authorization_code = "c" }.ToString(),
        Is.EqualTo("{ service_id, appid, authorization_code }"));

    [Test]
    public void Json_Null_Throws()
    {
        using var handler = new RecordingHandler();
        using var client = RecordingHandler.CreateClient(handler);

        Assert.Multiple(() =>
        {
            Assert.That(() => client.v3.payscore.permissions.Post(json: null!), Throws.ArgumentNullException.With.Message.Contain("json"));
            Assert.That(handler.Requests, Is.Empty);
        });
    }

    [Test]
    public void Timeout_InMilliseconds_Throws()
    {
        using var handler = new RecordingHandler();
        using var client = RecordingHandler.CreateClient(handler);

        Assert.That(
            () => client.v3.bill.tradebill.Get(query: new() { bill_date = "2026-11-28" }, timeout: 30000),
            Throws.ArgumentException.With.Message.Contain("milliseconds"));
    }

    [Test]
    public void BaseUri_NotAUrl_Throws()
    {
        using var handler = new RecordingHandler();
        using var client = RecordingHandler.CreateClient(handler);

        Assert.That(
            () => client.v3.bill.tradebill.Get(query: new() { bill_date = "2026-11-28" }, base_uri: "api2"),
            Throws.ArgumentException.With.Message.Contain("base_uri"));
    }

    [TestCase("https://api2.mch.weixin.qq.com/", "https://api.mch.weixin.qq.com/hk/v3/statements")]
    [TestCase("http://127.0.0.1:5000/", "http://127.0.0.1:5000/hk/v3/statements")]
    [TestCase("https://gateway.example/wechat/", "https://gateway.example/wechat/hk/v3/statements")]
    public void BaseUri_Documented_IsUsedOnHostsOfThePlatformOnly(string baseAddress, string url)
    {
        using var handler = new RecordingHandler();
        using var client = RecordingHandler.CreateClient(handler, baseAddress);

        Assert.Throws<WeChatPayApiException>(() => client.v3.statements.Get(query: new() { date = "20261128", mchid = "1900000109" }));

        Assert.That(handler.Requests.Single(), Does.StartWith($"GET {url}?date="));
    }

    [Test]
    public void Field_SetByItsNameToAnotherType_IsNotReadAsItsDefault()
    {
        V3Endpoints.Pay.Transactions.Jsapi.PostJson.Amount amount = new() { total = 1 };
        amount["total"] = 100;

        Assert.Multiple(() =>
        {
            Assert.That(() => amount.total, Throws.InvalidOperationException.With.Message.Contain("'total'"));
            Assert.That(amount["total"], Is.EqualTo(100));
        });
    }

    private static string Send(V3Endpoints.Payscore.Permissions.PostJson json)
    {
        using var handler = new RecordingHandler();
        using var client = RecordingHandler.CreateClient(handler);
        Assert.Throws<WeChatPayApiException>(() => client.v3.payscore.permissions.Post(json));
        return handler.Body;
    }
}
