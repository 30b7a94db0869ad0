namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>Targets and bodies of requests to built-in endpoints.</summary>
internal static class SampleCalls
{
    public const string Preauthorize = "/v3/palmservice/authorization/preauthorize";
    public const string PreauthorizeBody = """{"openid":"o-Sandbox_01","organization_id":"1004"}""";

    public const string QueryAuthorization = "/v3/palmservice/authorization/openid/o-Sandbox_01?organization_id=1004";

    public const string Permissions = "/v3/payscore/permissions";
    public const string PermissionsBody = """{"service_id":"500001","appid":"wx0123456789abcdef","authorization_code":"code-1"}""";

    public const string CardTokens = "/v3/marketing/membercard-open/cards/pCard_01/permission-tokens";
    public const string CardTokensBody = """{"activate_type":"AUTO_ACTIVATE","navigate_back_previous_page":true}""";
}
