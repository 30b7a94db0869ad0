using System.Text.Json;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Endpoints;

public sealed class DocumentedEndpointsTests : OneSandboxTests
{
    [TestCase(SampleCalls.Preauthorize, SampleCalls.PreauthorizeBody, "permission_token")]
    [TestCase(SampleCalls.Permissions, SampleCalls.PermissionsBody, "apply_permissions_token")]
    [TestCase(SampleCalls.CardTokens, SampleCalls.CardTokensBody, "permission_token")]
    public async Task Post_AllRequiredFields_ReturnsToken(string target, string body, string token)
    {
        var response = await Merchant.PostAsync(target, body);

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
        Assert.That(response.Json.EnumerateObject().Select(property => property.Name), Is.EqualTo([token]));
        Assert.That(response.Json.GetProperty(token).GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task Post_SameBodyAgain_ReturnsSameToken()
    {
        var first = await Merchant.PostAsync(SampleCalls.Permissions, SampleCalls.PermissionsBody);
        var second = await Merchant.PostAsync(SampleCalls.Permissions, SampleCalls.PermissionsBody);
        var other = await Merchant.PostAsync(
            SampleCalls.Permissions, SampleCalls.PermissionsBody.Replace("code-1", "code-2", StringComparison.Ordinal));

        Assert.That(second.Body, Is.EqualTo(first.Body));
        Assert.That(other.Body, Is.Not.EqualTo(first.Body));
    }

    [Test]
    public async Task QueryAuthorization_Openid_ReturnsStateAndTime()
    {
        var response = await Merchant.GetAsync(SampleCalls.QueryAuthorization);

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Json.GetProperty("openid").GetString(), Is.EqualTo("o-Sandbox_01"));
        Assert.That(response.Json.GetProperty("organization_id").GetString(), Is.EqualTo("1004"));
        Assert.That(response.Json.GetProperty("state").GetString(), Is.EqualTo("AUTHORIZATION_STATE_ON"));
        Assert.That(response.Json.GetProperty("authorize_time").GetString(), Is.EqualTo("2026-06-01T12:00:00+08:00"));
    }

    [TestCase("")]
    [TestCase("?")]
    [TestCase("?organization_id=")]
    [TestCase("?other=1004")]
    public async Task QueryAuthorization_OrganizationMissing_ReturnsParameterError(string query)
    {
        var response = await Merchant.GetAsync("/v3/palmservice/authorization/openid/o-Sandbox_01" + query);

        AssertParameterError(response, field: "/organization_id", location: "query");
    }

    [TestCaseSource(nameof(RequiredFields))]
    public async Task Post_RequiredFieldMissing_ErrorNamesIt(string target, string body, string field)
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, object>>(body)!;
        fields.Remove(field);

        var response = await Merchant.PostAsync(target, JsonSerializer.Serialize(fields));

        AssertParameterError(response, $"/{field}", location: "body");
    }

    [TestCaseSource(nameof(RequiredFields))]
    public async Task Post_RequiredFieldNotText_ErrorNamesIt(string target, string body, string field)
    {
        foreach (var value in (object?[])["", null, 7, true, new { }, new[] { "x" }])
        {
            var fields = JsonSerializer.Deserialize<Dictionary<string, object?>>(body)!;
            fields[field] = value;

            var response = await Merchant.PostAsync(target, JsonSerializer.Serialize(fields));

            AssertParameterError(response, $"/{field}", location: "body");
            Assert.That(response.Detail.GetProperty("value").GetRawText(), Is.EqualTo(JsonSerializer.Serialize(value)));
        }
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"openid\"")]
    [TestCase("{\"openid\":\"o-Sandbox_01\"")]
    [TestCase("openid=o-Sandbox_01")]
    [TestCase("<xml><openid>o-Sandbox_01</openid></xml>")]
    public async Task Post_BodyNotJsonObject_ReturnsParameterError(string body)
    {
        var response = await Merchant.PostAsync(SampleCalls.Preauthorize, body);

        AssertParameterError(response, field: "/", location: "body");
    }

    [Test]
    public async Task Post_InvalidUtf8_ReturnsParameterError()
    {
        byte[] body = [.. "{\"openid\":\"a"u8, 0xFF, .. "\"}"u8];
        var request = Merchant.CreateRequest(
            HttpMethod.Post,
            SampleCalls.Preauthorize,
            "",
            $"{Authorization.Sign(Merchant.Options, "POST", SampleCalls.Preauthorize, Merchant.Now, body)}");
        request.Content = new ByteArrayContent(body);

        var response = await Merchant.SendAsync(request);

        AssertParameterError(response, field: "/", location: "body");
    }

    [TestCase("PUT", SampleCalls.Preauthorize)]
    [TestCase("GET", SampleCalls.Permissions)]
    [TestCase("POST", "/v3/payscore/permission")]
    [TestCase("POST", "/v3/payscore/permissions/more")]
    [TestCase("POST", "/V3/payscore/permissions")]
    [TestCase("POST", "/v3/marketing/membercard-open/cards//permission-tokens")]
    [TestCase("POST", "/v3/marketing/membercard-open/cards/a/b/permission-tokens")]
    [TestCase("GET", "/")]
    public async Task Send_UnknownEndpoint_IsNotFound(string method, string target)
    {
        var response = await Merchant.SendAsync(HttpMethod.Parse(method), target, method == "GET" ? "" : SampleCalls.PermissionsBody);

        Assert.That(response.StatusCode, Is.EqualTo(404));
        Assert.That(response.Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }

    private static IEnumerable<TestCaseData> RequiredFields()
    {
        yield return new TestCaseData(SampleCalls.Preauthorize, SampleCalls.PreauthorizeBody, "openid");
        yield return new TestCaseData(SampleCalls.Permissions, SampleCalls.PermissionsBody, "service_id");
        yield return new TestCaseData(SampleCalls.Permissions, SampleCalls.PermissionsBody, "appid");
        yield return new TestCaseData(SampleCalls.Permissions, SampleCalls.PermissionsBody, "authorization_code");
        yield return new TestCaseData(SampleCalls.CardTokens, SampleCalls.CardTokensBody, "activate_type");
    }

    private static void AssertParameterError(BareResponse response, string field, string location)
    {
        Assert.That(response.StatusCode, Is.EqualTo(400));
        Assert.That(response.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(response.Json.GetProperty("message").GetString(), Is.Not.Empty);
        Assert.That(response.Detail.GetProperty("field").GetString(), Is.EqualTo(field));
        Assert.That(response.Detail.GetProperty("location").GetString(), Is.EqualTo(location));
        Assert.That(response.Detail.GetProperty("issue").GetString(), Is.Not.Empty);
        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }
}
