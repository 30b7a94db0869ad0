using System.Text.Json;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>The endpoints that a sandbox knows without being told, with the fields that the platform requires.</summary>
internal static class DocumentedEndpoints
{
    public static IEnumerable<Route> All(TimeProvider timeProvider) =>
    [
        new(new Endpoint(HttpMethod.Post, "v3/palmservice/authorization/preauthorize"),
            Requiring(["openid"], request => new { permission_token = Token("palm", request) })),
        new(new Endpoint(HttpMethod.Get, "v3/palmservice/authorization/openid/{openid}"), request =>
            request.Query("organization_id") is not { Length: > 0 } organization
                ? ParameterError("organization_id", "", "query")
                : SandboxResponse.Json(new
                {
                    openid = request.Variables["openid"],
                    organization_id = organization,
                    state = "AUTHORIZATION_STATE_ON",
                    authorize_time = PlatformTime.Rfc3339(timeProvider.GetUtcNow()),
                })),
        new(new Endpoint(HttpMethod.Post, "v3/payscore/permissions"),
            Requiring(["service_id", "appid", "authorization_code"], request => new { apply_permissions_token = Token("payscore", request) })),
        new(new Endpoint(HttpMethod.Post, "v3/marketing/membercard-open/cards/{card_id}/permission-tokens"),
            Requiring(["activate_type"], request => new { permission_token = Token("membercard", request) })),
    ];

    private static Func<SandboxRequest, SandboxResponse> Requiring(string[] fields, Func<SandboxRequest, object> response) => request =>
    {
        var body = request.Json;
        if (body.ValueKind != JsonValueKind.Object)
        {
            return SandboxResponse.Error(400, "PARAM_ERROR", "请求体不是合法的JSON", new { field = "/", issue = "the body is no JSON object", location = "body" });
        }
        foreach (var field in fields)
        {
            var value = body.TryGetProperty(field, out var sent) ? sent : JsonElement.Parse("\"\"");
            if (value.ValueKind != JsonValueKind.String || value.GetString()!.Length == 0)
            {
                return ParameterError(field, value, "body");
            }
        }
        return SandboxResponse.Json(response(request));
    };

    private static SandboxResponse ParameterError(string field, object value, string location) =>
        SandboxResponse.Error(400, "PARAM_ERROR", $"参数“{field}”为必填的非空字符串", new { field = $"/{field}", issue = "a text that is not empty is required", location, value });

    // The same request gets the same token, so that examples print the same each time.
    private static string Token(string kind, SandboxRequest request)
    {
        var digest = System.Security.Cryptography.SHA256.HashData(request.BodyBytes);
        return $"{kind}-{Convert.ToHexStringLower(digest.AsSpan(0, 8))}";
    }
}
