using System.Collections;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.CSharp.RuntimeBinder;
using Newtonsoft.Json.Linq;
using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain.Tests.Responses;

internal sealed class ResponseNodeTests
{
    private const string Order = """
        {
          "out_trade_no": "1217752501201407033233368018", "mchid": 1900000109, "rate": 0.38,
          "success": true, "failed": false, "attach": null,
          "amount": { "total": 100, "currency": "CNY" },
          "promotion_detail": [
            { "coupon_id": "109519", "goods_detail": [ { "goods_id": "M1006", "quantity": 1 } ] }, { "coupon_id": "109520" }
          ],
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
    public void Member_OfAMissingMember_FailsLikeAnyNull() =>
        Assert.That(() => (object)_data.missing.deeper, Throws.TypeOf<RuntimeBinderException>());

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
        Assert.That((string)_data.promotion_detail[1L].coupon_id, Is.EqualTo("109520"), "Numbers in a response are long.");
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

        IEnumerable<KeyValuePair<string, dynamic?>> pairs = _data.amount;

        Assert.That(fields, Is.EqualTo(["total=100", "currency=CNY"]));
        Assert.That(pairs.Select(pair => $"{pair.Key}={pair.Value}"), Is.EqualTo(fields));
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
    [TestCase("1e40", 1e40)]
    public void Number_Whole_IsAnIntUntilItDoesNotFit(string json, object expected) =>
        Assert.That((object)Data($"[{json}]")[0], Is.EqualTo(expected).And.TypeOf(expected.GetType()));

    [TestCase("79228162514264337593543950336")]
    [TestCase("-123456789012345678901234567890123456789")]
    public void Number_WholeAndBeyondDecimal_KeepsEveryDigitAndIsSentAgainAsItWas(string json)
    {
        object number = Data($"[{json}]")[0];

        Assert.That(number, Is.TypeOf<BigInteger>());
        Assert.That(Encoding.UTF8.GetString(JsonBody.Write(new { number })), Is.EqualTo($$"""{"number":{{json}}}"""));
    }

    [TestCase("3.14159265358979323846264338327950288")]
    [TestCase("-0.00000000000000000000000000001234567890123456")]
    [TestCase("1.2345678901234567e40")]
    [TestCase("1e400")]
    [TestCase("-1e-400")]
    [TestCase("5e-324")]
    public void Number_ThatNoTypeHolds_StaysJsonAndIsSentAgainAsItWas(string json)
    {
        object number = Data($"[{json}]")[0];

        Assert.That(number, Is.TypeOf<JsonElement>());
        Assert.That(Encoding.UTF8.GetString(JsonBody.Write(new { number })), Is.EqualTo($$"""{"number":{{json}}}"""));
    }

    [TestCase("1.5e2", 150)]
    [TestCase("25E-1", 2.5)]
    public void Number_WithAnExponent_IsADecimalIfThatIsExact(string json, double expected) =>
        Assert.That((object)Data($"[{json}]")[0], Is.EqualTo((decimal)expected).And.TypeOf<decimal>());

    [TestCase("1e-30", 1e-30)]
    [TestCase("-1e-30", -1e-30)]
    public void Number_TooSmallForADecimal_IsNotZero(string json, double expected) =>
        Assert.That((object)Data($"[{json}]")[0], Is.EqualTo(expected).And.TypeOf<double>());

    [Test]
    public void Number_OfMoreDigitsThanAnyId_IsNotParsed() =>
        Assert.That((object)Data($"[{new string('9', 1001)}]")[0], Is.TypeOf<JsonElement>());

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
    public void Convert_OfNumbers_NeedsNoCast()
    {
        int total = _data.amount.total;
        long wide = _data.amount.total;
        decimal money = _data.amount.total;
        int? optional = _data.amount.missing;
        decimal rate = _data.rate;
        int count = _data.promotion_detail.Count;

        Assert.That((total, wide, money, optional, rate, count), Is.EqualTo((100, 100L, 100m, (int?)null, 0.38m, 2)));
    }

    [Test]
    public void Convert_OfAList_IsASequenceForLinq()
    {
        IEnumerable<dynamic> items = _data.promotion_detail;
        IReadOnlyList<dynamic> list = _data.promotion_detail;
        List<dynamic> copy = _data.promotion_detail;
        dynamic[] array = _data.promotion_detail;
        IEnumerable untyped = _data.promotion_detail;

        Assert.That(items.Select(item => (string)item.coupon_id), Is.EqualTo(["109519", "109520"]));
        Assert.That(items.Where(item => item.goods_detail != null).Sum(item => (int)item.goods_detail[0].quantity), Is.EqualTo(1));
        Assert.That((list.Count, (string)list[1].coupon_id), Is.EqualTo((2, "109520")));
        Assert.That((string)copy[1].coupon_id, Is.EqualTo("109520"), "The elements of a copy are dynamic too.");
        Assert.That((string)array[0].goods_detail[0].goods_id, Is.EqualTo("M1006"));
        Assert.That(untyped.Cast<object>().Count(), Is.EqualTo(2));
        Assert.That((IEnumerable<dynamic>?)_data.missing, Is.Null);
    }

    [Test]
    public void Convert_OfAnObject_IsNotASequenceByItself()
    {
        Dictionary<string, object> fields = _data.amount;
        JsonObject node = _data.amount;
        JsonArray nodes = _data.promotion_detail;

        Assert.That((object)_data.amount, Is.Not.InstanceOf<IEnumerable>());
        Assert.That(fields, Is.EqualTo(new Dictionary<string, object> { ["total"] = 100, ["currency"] = "CNY" }));
        Assert.That((int)node["total"]!, Is.EqualTo(100));
        Assert.That(nodes, Has.Count.EqualTo(2));
    }

    [Test]
    public void Path_ThatIsThere_IsItsValue()
    {
        Assert.That((int)_data["amount", "total"], Is.EqualTo(100));
        Assert.That((string)_data["promotion_detail", 0, "goods_detail", 0, "goods_id"], Is.EqualTo("M1006"));
        Assert.That((object?)Data("""{"a":{"b":null}}""")["a", "b"], Is.Null);
    }

    [TestCaseSource(nameof(Missing))]
    public void Path_ThatLeadsNowhere_NamesTheStepAndWhatIsThere(Func<dynamic, object?> read, string step, string there)
    {
        Assert.That(() => read(_data), Throws.TypeOf<KeyNotFoundException>()
            .With.Message.Contains($"no '{step}'")
            .And.Message.Contains(there)
            .And.Message.Not.Contains("CNY")
            .And.Message.Not.Contains("M1006"));
    }

    private static IEnumerable<TestCaseData> Missing =>
    [
        Path("First", data => data["amonut", "total"], "amonut", "out_trade_no, mchid"),
        Path("Nested", data => data["amount", "totl"], "amount.totl", "'amount' has total, currency"),
        Path("BehindAMissing", data => data["payer", "openid"], "payer", "it has"),
        Path("BehindANull", data => data["attach", "a"], "attach.a", "'attach' is null"),
        Path("BehindAValue", data => data["mchid", "a"], "mchid.a", "'mchid' is a Int32"),
        Path(
            "NameInAList",
            data => data["promotion_detail", "coupon_id"],
            "promotion_detail.coupon_id",
            "'promotion_detail' is a list of 2"),
        Path("BehindTheList", data => data["promotion_detail", 2], "promotion_detail.2", "a list of 2"),
    ];

    private static TestCaseData Path(string name, Func<dynamic, object?> read, string step, string there) =>
        new TestCaseData(read, step, there).SetArgDisplayNames(name);

    [TestCase("""{"a":1.10,"b":[{"c":null},[],true],"d":{"e":"x"},"long":12345678901,"big":1e2}""")]
    [TestCase("""[1,{"a":[2]},"x"]""")]
    [TestCase("{}")]
    [TestCase("[]")]
    public void Serialized_ByAnybody_IsTheSameJson(string json)
    {
        object data = Data(json);
        string?[] written =
        [
            JsonSerializer.Serialize(data),
            JsonSerializer.Serialize<dynamic>(data),
            JsonSerializer.Serialize(data, JsonSerializerOptions.Web),
            JsonSerializer.SerializeToNode(new { data })!["data"]!.ToJsonString(),
            Newtonsoft.Json.JsonConvert.SerializeObject(data),
            JToken.FromObject(new { data })["data"]!.ToString(Newtonsoft.Json.Formatting.None),
        ];

        foreach (var text in written)
        {
            Assert.That(JsonElement.DeepEquals(JsonElement.Parse(text!), JsonElement.Parse(json)), $"{text} instead of {json}");
        }
        Assert.That(written[0], Is.EqualTo(json), "System.Text.Json keeps every digit as well.");
    }

    [Test]
    public void Serialized_OfAnEmptyBody_IsAnObjectWithoutMembers()
    {
        Assert.That(JsonSerializer.Serialize((object)Data("")), Is.EqualTo("{}"));
        Assert.That(Newtonsoft.Json.JsonConvert.SerializeObject((object)Data("")), Is.EqualTo("{}"));
    }

    [Test]
    public void Convert_ToATypeThatDoesNotFit_IsAJsonException() =>
        Assert.That(() => (List<int>)_data.amount, Throws.InstanceOf<JsonException>());

    [Test]
    public void ToString_OfPartOfAResponse_IsItsJson()
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
