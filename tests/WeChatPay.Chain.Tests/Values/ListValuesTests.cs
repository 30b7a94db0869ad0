using System.Collections;
using System.Collections.Specialized;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Newtonsoft.Json.Linq;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.Values;

public class ListValuesTests
{
    private static IEnumerable<TestCaseData> Lists =>
    [
        new TestCaseData(new ArrayList { "a", 1, null }).SetArgDisplayNames("ArrayList"),
        new TestCaseData(new List<object?> { "a", 1, null }).SetArgDisplayNames("List"),
        new TestCaseData(new object?[] { "a", 1, null }.Where(_ => true)).SetArgDisplayNames("Query"),
        new TestCaseData(new JsonArray("a", 1, null)).SetArgDisplayNames("JsonArray"),
        new TestCaseData(JsonElement.Parse("""["a",1,null]""")).SetArgDisplayNames("JsonElement"),
        new TestCaseData(JArray.Parse("""["a",1,null]""")).SetArgDisplayNames("NewtonsoftArray"),
        new TestCaseData(ResponseNode.Create(JsonElement.Parse("""["a",1,null]"""))).SetArgDisplayNames("ResponseList"),
    ];

    [TestCaseSource(nameof(Lists))]
    public void TryRead_OfAList_KeepsOrderAndNulls(object value)
    {
        var members = ListValues.TryRead(value)!;

        Assert.That(string.Join(',', members.Select(member => ScalarText.From(member) ?? "null")), Is.EqualTo("a,1,null"));
    }

    [Test]
    public void TryRead_OfNoList_IsNull()
    {
        object[] values = ["text", 1, new { a = 1 }, JsonElement.Parse("{}"), JsonElement.Parse("\"text\""), JsonValue.Create(1), "text"u8
            .ToArray(), "text".ToCharArray(), new NameValueCollection { ["a"] = "1" },
            new XmlDocument()];

        Assert.That(values.Select(ListValues.TryRead), Is.All.Null);
    }
}
