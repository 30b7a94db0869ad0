using System.Security.Cryptography;
using System.Text.Json;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>The built-in endpoints that the examples call, with the fields that the platform requires.</summary>
internal static class DocumentedEndpoints
{
    public static IEnumerable<Route> CreateRoutes(TimeProvider timeProvider) =>
    [
        new(new Endpoint(HttpMethod.Post, "v3/palmservice/authorization/preauthorize"),
            Require(["openid"], request => new { permission_token = CreateToken("palm", request) })),
        new(new Endpoint(HttpMethod.Get, "v3/palmservice/authorization/openid/{openid}"),
            request => GetAuthorization(request, timeProvider)),
        new(new Endpoint(HttpMethod.Post, "v3/payscore/permissions"),
            Require(
                ["service_id", "appid", "authorization_code"],
                request => new { apply_permissions_token = CreateToken("payscore", request) })),
        new(new Endpoint(HttpMethod.Post, "v3/marketing/membercard-open/cards/{card_id}/permission-tokens"),
            Require(["activate_type"], request => new { permission_token = CreateToken("membercard", request) })),
    ];

    private static SandboxResponse GetAuthorization(SandboxRequest request, TimeProvider timeProvider) =>
        request.Query.GetValueOrDefault("organization_id") is not { Length: > 0 } organization
            ? ParameterError("organization_id", "", "query")
            : SandboxResponse.Json(new
            {
                openid = request.Variables["openid"],
                organization_id = organization,
                state = "AUTHORIZATION_STATE_ON",
                authorize_time = PlatformTime.ToRfc3339(timeProvider.GetUtcNow()),
            });

    private static Func<SandboxRequest, SandboxResponse> Require(string[] fields, Func<SandboxRequest, object> createBody) => request =>
    {
        var body = request.Json;
        if (body.ValueKind != JsonValueKind.Object)
        {
            var detail = new { field = "/", issue = "the body must be a JSON object", location = "body" };
            return SandboxResponse.Error(400, "PARAM_ERROR", "请求体不是合法的JSON", detail);
        }
        foreach (var field in fields)
        {
            if (!body.TryGetProperty(field, out var value))
            {
                return ParameterError(field, "", "body");
            }
            if (value.ValueKind != JsonValueKind.String || value.GetString()!.Length == 0)
            {
                return ParameterError(field, value, "body");
            }
        }
        return SandboxResponse.Json(createBody(request));
    };

    private static SandboxResponse ParameterError(string field, object value, string location) =>
        SandboxResponse.Error(400, "PARAM_ERROR", $"参数“{field}”为必填的非空字符串",
            new { field = $"/{field}", issue = "a non-empty string is required", location, value });

    // Derived from the body, so that examples print the same output each time.
    private static string CreateToken(string kind, SandboxRequest request)
    {
        var digest = SHA256.HashData(request.BodyBytes);
        return $"{kind}-{Convert.ToHexStringLower(digest.AsSpan(0, 8))}";
    }
}
