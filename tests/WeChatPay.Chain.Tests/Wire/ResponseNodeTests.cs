using System.Text.Json;
using Microsoft.CSharp.RuntimeBinder;

namespace WeChatPay.Chain.Tests.Wire;

internal sealed class ResponseNodeTests
{
    private const string Order = """
        {
          "out_trade_no": "1217752501201407033233368018", "mchid": 1900000109, "rate": 0.38, "success": true, "failed": false, "attach": null,
          "amount": { "total": 100, "currency": "CNY" },
          "promotion_detail": [ { "coupon_id": "109519", "goods_detail": [ { "goods_id": "M1006", "quantity": 1 } ] }, { "coupon_id": "109520" } ],
          "Count": 7
        }
        """;

    private readonly dynamic _data = Data(Order);

    [Test]
    public void Member_OfAnObject_IsItsValue()
    {
        Assert.That((string)_data.out_trade_no, Is.EqualTo("1217752501201407033233368018"));
        Assert.That((bool)_data.success, Is.True);
        Assert.That((bool)_data.failed, Is.False);
        Assert.That((string)_data.amount.currency, Is.EqualTo("CNY"));
        Assert.That((string)_data.promotion_detail[0].goods_detail[0].goods_id, Is.EqualTo("M1006"));
        Assert.That((long)_data.Count, Is.EqualTo(7));
    }

    [Test]
    public void Member_MissingOrNull_IsNull()
    {
        Assert.That((object?)_data.missing, Is.Null);
        Assert.That((object?)_data.attach, Is.Null);
        Assert.That((object?)_data.amount.missing, Is.Null);
        Assert.That((object?)_data.promotion_detail.coupon_id, Is.Null, "A list has no fields.");
        Assert.That((string?)_data.missing ?? "default", Is.EqualTo("default"));
        Assert.That(_data.missing == null);
    }

    [Test]
    public void Member_OfAMissingMember_FailsLikeAnyNull() => Assert.That(() => (object)_data.missing.deeper, Throws.TypeOf<RuntimeBinderException>());

    [Test]
    public void Index_ByName_IsTheMember()
    {
        Assert.That((string)_data["out_trade_no"], Is.EqualTo("1217752501201407033233368018"));
        Assert.That((string)_data["amount"]["currency"], Is.EqualTo("CNY"));
        Assert.That((object?)_data["missing"], Is.Null);
        Assert.That((object?)_data.promotion_detail["coupon_id"], Is.Null);
    }

    [Test]
    public void Index_ByNumber_IsTheElement()
    {
        Assert.That((string)_data.promotion_detail[1].coupon_id, Is.EqualTo("109520"));
        Assert.That((string)_data.promotion_detail[1L].coupon_id, Is.EqualTo("109520"), "Numbers in an answer are long.");
        Assert.That((object?)_data.promotion_detail[2], Is.Null);
        Assert.That((object?)_data.promotion_detail[-1], Is.Null);
        Assert.That((object?)_data[0], Is.Null, "An object has no order.");
        Assert.That((int)_data.promotion_detail.Count, Is.EqualTo(2));
        Assert.That((int)_data.promotion_detail.Length, Is.EqualTo(2));
    }

    [Test]
    public void GetEnumerator_OfAList_GivesItsElements()
    {
        var coupons = new List<string>();
        foreach (var coupon in _data.promotion_detail)
        {
            coupons.Add((string)coupon.coupon_id);
        }

        Assert.That(coupons, Is.EqualTo(["109519", "109520"]));
    }

    [Test]
    public void GetEnumerator_OfAnObject_GivesItsFields()
    {
        var fields = new List<string>();
        foreach (var field in _data.amount)
        {
            fields.Add($"{field.Key}={field.Value}");
        }

        Assert.That(fields, Is.EqualTo(["total=100", "currency=CNY"]));
    }

    [Test]
    public void GetEnumerator_OfAScalar_GivesNothing()
    {
        foreach (var _ in Data("5"))
        {
            Assert.Fail("A number has no elements.");
        }
    }

    [TestCase("100", 100)]
    [TestCase("-1", -1)]
    [TestCase("2147483647", int.MaxValue)]
    [TestCase("2147483648", 2147483648L)]
    [TestCase("-2147483649", -2147483649L)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("1e400", double.PositiveInfinity)]
    [TestCase("1e40", 1e40)]
    public void Number_Whole_IsAnIntUntilItDoesNotFit(string json, object expected) => Assert.That((object)Data($"[{json}]")[0], Is.EqualTo(expected).And.TypeOf(expected.GetType()));

    [TestCase("0.10")]
    [TestCase("3.1415926535897932384626433832")]
    [TestCase("12345678901234567890.12345678")]
    [TestCase("79228162514264337593543950335")]
    public void Number_WithAFractionOrLarge_IsADecimalThatKeepsEveryDigit(string json)
    {
        object number = Data($"[{json}]")[0];

        Assert.That(number, Is.TypeOf<decimal>());
        Assert.That(FormattableString.Invariant($"{number}"), Is.EqualTo(json));
    }

    [Test]
    public void Convert_ToATypeOfTheCallers_DeserialisesIt()
    {
        Amount amount = _data.amount;
        Dictionary<string, JsonElement> fields = _data.amount;
        JsonElement json = _data.amount;
        List<long> numbers = Data("[1,2,3]");

        Assert.That(amount, Is.EqualTo(new Amount(100, "CNY")));
        Assert.That(fields.Keys, Is.EqualTo(["total", "currency"]));
        Assert.That(json.GetProperty("total").GetInt32(), Is.EqualTo(100));
        Assert.That(numbers, Is.EqualTo([1L, 2L, 3L]));
        Assert.That((int)_data.amount.total, Is.EqualTo(100));
        Assert.That((decimal)_data.rate, Is.EqualTo(0.38m));
    }

    [Test]
    public void Convert_ToATypeThatDoesNotFit_IsAJsonException() => Assert.That(() => (List<int>)_data.amount, Throws.InstanceOf<JsonException>());

    [Test]
    public void ToString_OfPartOfAnAnswer_IsItsJson()
    {
        Assert.That((string)Data("{\"a\":{ \"b\" : [1] }}").a.ToString(), Is.EqualTo("{ \"b\" : [1] }"));
        Assert.That($"{Data("")}", Is.Empty);
    }

    [Test]
    public void Member_OfTextThatHoldsHalfASurrogatePair_DoesNotCrash() =>
        Assert.That((string)Data("{\"a\":\"x\\ud800y\"}").a, Is.EqualTo("x\uFFFDy"));

    [Test]
    public void GetDynamicMemberNames_OfAnObject_AreItsFields()
    {
        using var response = new WeChatPayResponse(new HttpResponseMessage(), "{\"a\":1,\"b\":2}"u8.ToArray());

        Assert.That(((System.Dynamic.DynamicObject)response.Data).GetDynamicMemberNames(), Is.EqualTo(["a", "b"]));
    }

    private static dynamic Data(string json)
    {
        using var response = new WeChatPayResponse(new HttpResponseMessage(), System.Text.Encoding.UTF8.GetBytes(json));
        return response.Data;
    }

    private sealed record Amount(long total, string currency);
}
