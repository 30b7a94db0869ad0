using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Media;

namespace WeChatPay.Chain.AheadOfTime;

/// <summary>Calls with each kind of value that needs no reflection, and the ways to read their responses.</summary>
internal static class Calls
{
    public static async Task RunAsync(WeChatPayClient client, Platform platform, Report report)
    {
        var orders = client.Chain("v3/pay/transactions/jsapi");

        async Task SendAsync(string what, object json, string expected)
        {
            using var response = await orders.PostAsync(new RequestOptions { Json = json });
            report.Check(what, Field(response, "body"), expected);
        }

        await SendAsync("a type with metadata", JsonValue.Create(new Order("T1", new Amount(1)), OrderJson.Default.Order)!,
            """{"out_trade_no":"T1","amount":{"total":1}}""");
        await SendAsync("a dictionary", new Dictionary<string, object?>
        {
            ["a"] = 1.10m,
            ["b"] = new List<object?> { true, null, new Dictionary<string, int> { ["c"] = 2 } },
            ["d"] = new List<string> { "x", "y" },
            ["e"] = JsonValue.Create(new Order("T2"), OrderJson.Default.Order),
        }, """{"a":1.10,"b":[true,null,{"c":2}],"d":["x","y"],"e":{"out_trade_no":"T2","amount":null}}""");
        await SendAsync("a JsonNode", new JsonObject { ["a"] = new JsonArray(1, "x") }, """{"a":[1,"x"]}""");
        await SendAsync("a JsonElement", JsonElement.Parse("""{"a":[1.10]}"""), """{"a":[1.10]}""");
        await SendAsync("new { }", new { }, "{}");
        await ReadAsync(client, report);
        Upload(client, report);

        var payer = new Dictionary<string, Sensitive> { ["name"] = Sensitive.From("张三") };
        using var secret = await orders.PostAsync(new RequestOptions { Json = payer });
        report.Check("a sensitive value", platform.Decrypt(secret.Json.GetProperty("body").GetProperty("name").GetString()!), "张三");
    }

    private static async Task ReadAsync(WeChatPayClient client, Report report)
    {
        var order = client["v3/pay/transactions/out-trade-no/{out_trade_no}"];
        using var queried = await order.GetAsync(new()
        {
            Query = new Dictionary<string, string> { ["mchid"] = "1900000109" },
            Headers = new Dictionary<string, string> { ["User-Agent"] = "sample" },
            ["out_trade_no"] = "T1",
        });
        report.Check("a query and a variable", queried.Json.GetProperty("line").GetString(),
            "GET /v3/pay/transactions/out-trade-no/T1?mchid=1900000109");
        report.Check("a header", queried.Json.GetProperty("agent").GetString(), "sample");
        report.Check("IsVerified", $"{queried.IsVerified}", "True");

        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            ReadDynamically(queried, report);
        }

        using var bare = client.Chain("v3/certificates").Get();
        report.Check("no options", bare.Json.GetProperty("line").GetString(), "GET /v3/certificates");

        using var sent = await client.Chain("v3/orders").PostAsync(new RequestOptions { Json = queried.Data });
        report.Check("Data as the body of a request", sent.Json.GetProperty("body").GetProperty("agent").GetString(), "sample");

        using var typed = await client.Chain("v3/orders").PostAsync(new RequestOptions { Body = """{"out_trade_no":"T3"}""" });
        report.Check("ReadAs with metadata", typed.ReadAs(EchoJson.Default.Echo)?.Body?.OutTradeNo, "T3");
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The members are those of JSON, which the trimmer cannot remove.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Not called in native code.")]
    private static void ReadDynamically(WeChatPayResponse response, Report report) =>
        report.Check("Data, in a program with dynamic members", (string)response.Data.agent, "sample");

    private static void Upload(WeChatPayClient client, Report report)
    {
        var upload = new MediaUpload("abc"u8.ToArray(), "license.png");
        using var response = client.Chain("v3/merchant/media/upload").Post(new RequestOptions { Body = upload });
        var meta = $$"""{"filename":"license.png","sha256":"{{upload.Sha256}}"}""";
        var body = response.Json.GetProperty("body").GetString()!;
        report.Check("the meta of an upload", $"{body.Contains(meta, StringComparison.Ordinal)}", "True");
    }

    private static string Field(WeChatPayResponse response, string name) => response.Json.GetProperty(name).GetRawText();
}
