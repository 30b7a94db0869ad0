using System.Globalization;

namespace WeChatPay.Chain.Endpoints.Tests.Compilation;

/// <summary>What the compiler says about mistakes in typed lines: a newcomer must find the mistake in the message.</summary>
internal sealed class MistakesTests
{
    private const string Permissions = "client.v3.payscore.permissions";
    private const string PermissionFields = """service_id = "1", appid = "2", authorization_code = "3" """;
    private const string Palm = "client.v3.palmservice.authorization.openid._openid_";
    private const string Jsapi = "client.v3.pay.transactions.jsapi";

    private const string JsapiFields =
        """appid = "1", mchid = "1", description = "1", out_trade_no = "1", notify_url = "https://example.com", """;

    // Fields
    [TestCase(
        Permissions + """.PostAsync(json: new() { servce_id = "1", appid = "2", authorization_code = "3" });""",
        "CS0117: 'V3Endpoints.Payscore.Permissions.PostJson' does not contain a definition for 'servce_id'")]
    [TestCase(
        Permissions + """.PostAsync(json: new() { service_id = "1", appid = "2" });""",
        "CS9035: Required member 'V3Endpoints.Payscore.Permissions.PostJson.authorization_code' must be set")]
    [TestCase(
        Permissions + """.PostAsync(json: new() { service_id = 500001, appid = "2", authorization_code = "3" });""",
        "CS0029: Cannot implicitly convert type 'int' to 'string'")]
    [TestCase(
        Jsapi + ".PostAsync(json: new() { " + JsapiFields + """payer = new() { openid = "1" }, amount = new() { currency = "CNY" } });""",
        "CS9035: Required member 'V3Endpoints.Pay.Transactions.Jsapi.PostJson.Amount.total' must be set")]
    [TestCase(
        Jsapi + ".PostAsync(json: new() { " + JsapiFields + """payer = new() { openid = "1" }, amount = new() { total = 0.01 } });""",
        "CS0266: Cannot implicitly convert type 'double' to 'long'")]
    [TestCase(
        Jsapi + ".PostAsync(json: new() { " + JsapiFields + """payer = new() { openid = "1" }, amount = new() { total = "1" } });""",
        "CS0029: Cannot implicitly convert type 'string' to 'long'")]
    [TestCase(
        Jsapi + ".PostAsync(json: new() { " + JsapiFields + """payer = new() { openid = "1" }, amount = new { total = 1 } });""",
        "CS0029: Cannot implicitly convert type '<anonymous type: int total>' to 'WeChatPay.Chain.Endpoints.V3Endpoints.Pay.Transactions.")]
    [TestCase(
        Jsapi + ".PostAsync(json: new() { " + JsapiFields
            + """amount = new() { total = 1 }, payer = new() { openid = "1", identity = new() """
            + """{ type = "IDCARD", name = "张三", number = "1" } } });""",
        "CS0029: Cannot implicitly convert type 'string' to 'WeChatPay.Chain.Sensitive'")]
    [TestCase(
        """client.v3.combineTransactions.jsapi.PostAsync(json: new() { sub_orders = new() { mchid = "1" } });""",
        "CS0144: Cannot create an instance of the abstract type or interface 'IReadOnlyList<")]
    // Arguments
    [TestCase(
        Permissions + ".PostAsync(josn: new() { " + PermissionFields + "});",
        "CS1739: The best overload for 'PostAsync' does not have a parameter named 'josn'")]
    [TestCase(
        Permissions + """.PostAsync(josn: new { service_id = "1" });""",
        "CS1739: The best overload for 'PostAsync' does not have a parameter named 'josn'")]
    [TestCase(Permissions + ".PostAsync();", "argument given that corresponds to the required parameter 'json'")]
    [TestCase(
        Permissions + """.PostAsync(xml: new { service_id = "1" });""",
        "CS1739: The best overload for 'PostAsync' does not have a parameter named 'xml'")]
    [TestCase(
        """client.v2.pay.orderquery.PostAsync(json: new { appid = "1" });""",
        "CS1739: The best overload for 'PostAsync' does not have a parameter named 'json'")]
    [TestCase(
        Permissions + ".PostAsync(json: new() { " + PermissionFields + """}, sink: "x");""",
        "CS1739: The best overload for 'PostAsync' does not have a parameter named 'sink'")]
    [TestCase(
        Permissions + ".PostAsync(json: new() { " + PermissionFields + """}, timeout: "30");""",
        "CS1503: Argument 2: cannot convert from 'string' to 'WeChatPay.Chain.CallTimeout'")]
    [TestCase(
        """client.v3.merchant.media.upload.PostAsync(body: "picture.png");""",
        "CS1503: Argument 1: cannot convert from 'string' to 'WeChatPay.Chain.Media.MediaUpload'")]
    // Variables
    [TestCase(
        Palm + """.GetAsync(query: new() { organization_id = "1" });""",
        "argument given that corresponds to the required parameter 'openid'")]
    [TestCase(
        Palm + """.GetAsync(query: new { organization_id = "1" });""",
        "argument given that corresponds to the required parameter 'openid'")]
    [TestCase(
        Palm + """.GetAsync(opnid: "1", query: new() { organization_id = "1" });""",
        "CS1739: The best overload for 'GetAsync' does not have a parameter named 'opnid'")]
    [TestCase(
        Palm + """.GetAsync(openid: "1");""", "argument given that corresponds to the required parameter 'query'")]
    [TestCase(
        Palm + """.GetAsync(openid: anything, query: new { organization_id = "1" });""",
        "CS1973: 'V3Endpoints.Palmservice.Authorization.Openid.ByOpenid' has no applicable method named 'GetAsync'")]
    // Paths and verbs
    [TestCase(
        """client.v3.payscor.permissions.PostAsync(json: new { service_id = "1" });""",
        "CS1061: 'V3Endpoints' does not contain a definition for 'payscor'")]
    [TestCase(Permissions + ".GetAsync();", "The platform documents no GET for this path. Completion after its last dot shows the verbs")]
    [TestCase(Permissions + ".PutAsync(json: new { a = 1 });", "The platform documents no PUT for this path.")]
    [TestCase("client.v3.payscore.PostAsync(json: new { a = 1 });", "The platform documents no POST for this path.")]
    [TestCase(
        Palm + """.PostAsync(openid: "1", json: new { a = 1 });""",
        "CS1929: 'V3Endpoints.Palmservice.Authorization.Openid.ByOpenid' does not contain a definition for 'PostAsync'")]
    [TestCase(
        Permissions + """.postAsync(json: new { service_id = "1" });""",
        "CS1061: 'V3Endpoints.Payscore.Permissions' does not contain a definition for 'postAsync'")]
    [TestCase(
        Permissions + "(json: new { a = 1 });",
        "CS1955: Non-invocable member 'V3Endpoints.Payscore.permissions' cannot be used like a method.")]
    public void Call_WithAMistake_IsReported(string line, string message) => AssertReported($"_ = {line}", message);

    // Responses
    [TestCase(
        "var r = await " + Permissions + ".PostAsync(json: new { a = 1 }); _ = r.Data.apply_permission_token;",
        "CS1061: 'V3Endpoints.Payscore.Permissions.PostData' does not contain a definition for 'apply_permission_token'")]
    [TestCase(
        """long value = (await client.v3.bill.tradebill.GetAsync(query: new() { bill_date = "2026-01-01" })).Data.hash_value;""",
        "CS0029: Cannot implicitly convert type 'string' to 'long'")]
    [TestCase(
        "_ = " + Permissions + ".PostAsync(json: new { a = 1 }).Data;",
        "CS1061: 'Task<WeChatPayResponse<V3Endpoints.Payscore.Permissions.PostData>>' does not contain a definition for 'Data'")]
    [TestCase(
        "string state = (await " + Palm + """.GetAsync(openid: "1", query: new() { organization_id = "1" })).Data.openid;""",
        "CS8600: Converting null literal or possible null value to non-nullable type.")]
    [TestCase(
        Permissions + ".PostAsync(json: new() { " + PermissionFields + "});", "CS4014: Because this call is not awaited")]
    public void Statement_WithAMistake_IsReported(string line, string message) => AssertReported(line, message);

    [Test]
    public void Call_WithoutAMistake_IsNotReported() => Assert.That(Diagnose(
        "await " + Permissions + ".PostAsync(json: new() { " + PermissionFields + "});"), Is.Empty);

    private static void AssertReported(string statement, string message) =>
        Assert.That(Diagnose(statement), Has.Some.Contains(message));

    private static IEnumerable<string> Diagnose(string statement) => TestCompilation.Diagnose($$"""
        class C
        {
            static async Task M(WeChatPayClient client, dynamic anything)
            {
                {{statement}}
                await Task.CompletedTask;
            }
        }
        """).Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
}
