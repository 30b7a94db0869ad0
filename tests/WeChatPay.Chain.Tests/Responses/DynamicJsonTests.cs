using System.Text.Json;

namespace WeChatPay.Chain.Tests.Responses;

internal sealed class DynamicJsonTests
{
    [Test]
    public void Read_AnObject_HasItsFieldsAsMembers()
    {
        dynamic order = DynamicJson.Read(Parse("""{"amount":{"total":100}}"""))!;

        Assert.That((int)order.amount.total, Is.EqualTo(100));
    }

    [Test]
    public void Read_AList_HasItsItems()
    {
        dynamic items = DynamicJson.Read(Parse("""[{"id":"a"},{"id":"b"}]"""))!;

        Assert.That((string)items[1].id, Is.EqualTo("b"));
    }

    [TestCase("\"text\"", "text")]
    [TestCase("7", 7)]
    [TestCase("true", true)]
    [TestCase("null", null)]
    public void Read_ASingleValue_IsADotNetValue(string json, object? expected) =>
        Assert.That((object?)DynamicJson.Read(Parse(json)), Is.EqualTo(expected));

    [Test]
    public void Read_Undefined_IsNull() => Assert.That((object?)DynamicJson.Read(default), Is.Null);

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
