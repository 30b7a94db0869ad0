using WeChatPay.Chain.Catalogue.Reading;
using WeChatPay.Chain.Endpoints.Generator;

namespace WeChatPay.Chain.Endpoints.Tests.Generation;

internal sealed class EndpointGeneratorTests
{
    private const string Order = """
        POST v3/pay/orders/{order_id}  下单
          path
            order_id! string
          json!
            return string
            amount! object
              total! integer min:1 unit:fen
          -> json
            order_id! string
            items object[]
              name string
        """;

    [Test]
    public void Generate_Twice_IsTheSame()
    {
        var first = EndpointGenerator.Generate(CatalogueFiles.Current, CatalogueFiles.Glossary);
        var second = EndpointGenerator.Generate(CatalogueFiles.Current, CatalogueFiles.Glossary);

        Assert.That(second, Is.EqualTo(first));
    }

    [TestCase("public Orders orders => new(UrlChain[\"orders\"]);")]
    [TestCase("public ByOrderId _order_id_ => new(UrlChain[\"{order_id}\"]);")]
    [TestCase("/// <summary>下单 <c>POST v3/pay/orders/{order_id}</c></summary>")]
    [TestCase("/// <param name=\"json\">必填 required: <c>amount</c></param>")]
    [TestCase("public string? @return { get => GetField<string?>(\"return\"); set => SetField(\"return\", value); }")]
    [TestCase("public required Amount amount { get => GetField<Amount>(\"amount\"); set => SetRequiredField(\"amount\", value); }")]
    [TestCase("/// <summary>总金额 total amount · 必填 required · 范围 range ≥ 1 · 单位 unit: 分 fen (1/100)</summary>")]
    [TestCase("public required long total")]
    [TestCase("public string order_id => GetString(\"order_id\");")]
    [TestCase("public global::System.Collections.Generic.IReadOnlyList<Items> items => ListObjects<Items>(\"items\");")]
    public void Generate_AnOperation_HasTheLine(string line) => Assert.That(Generate(Order), Does.Contain(line));

    [Test]
    public void Generate_TypeWithTheNameOfItsNeighbor_HasAnUnderscore()
    {
        var text = Generate("""
            GET v3/pay/policy-periods  一
              -> json

            GET v3/pay/policy_periods  二
              -> json
            """);

        Assert.That(text, Does.Contain("public PolicyPeriods policyPeriods").And.Contain("public PolicyPeriods_ policy_periods"));
    }

    [Test]
    public void Generate_TypeWithTheNameOfItsParent_HasAnUnderscore()
    {
        var text = Generate("""
            POST v3/pay/orders  下单
              json!
                scene object
                  scene object
                    id string
              -> json
            """);

        Assert.That(text, Does.Contain("public Scene? scene").And.Contain("public Scene_? scene"));
    }

    [Test]
    public void Generate_AnHostThatIsTheOnlyOne_IsTheDefault()
    {
        var text = Generate("""
            GET v3/pay/orders  查询
              host! https://apihk.mch.weixin.qq.com/
              -> json
            """);

        Assert.That(text, Does.Contain("headers, base_uri, timeout, \"https://apihk.mch.weixin.qq.com/\")"));
    }

    [Test]
    public void Generate_APlaceholderForTheItem_IsNotAField()
    {
        var text = Generate("""
            POST v3/pay/orders  下单
              json!
                receivers! string as:json/object[] +pseudoChildren
                  receiver! object[]
                    account! string
              -> json
            """);

        Assert.That(
            text, Does.Contain("JsonList<Receivers> receivers").And.Contain("required string account").And.Not.Contain(" receiver "));
    }

    private static string Generate(string text)
    {
        var catalogue = CatalogueReader.Read([new CatalogueText("v3/pay.txt", text + "\n")]);
        var glossary = new Dictionary<string, (string, string)> { ["total"] = ("总金额", "total amount") };
        return EndpointGenerator.Generate(catalogue, glossary)["v3.pay.g.cs"];
    }
}
