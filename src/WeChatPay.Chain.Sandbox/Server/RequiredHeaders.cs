using Microsoft.Net.Http.Headers;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>Checks the headers that the platform requires in addition to <c>Authorization</c>.</summary>
internal static class RequiredHeaders
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    /// <returns>The platform's error response, or null if the headers are valid.</returns>
    public static SandboxResponse? Check(SandboxRequest request)
    {
        string[] required = ["Accept", "User-Agent"];
        var missing = required.FirstOrDefault(name => string.IsNullOrWhiteSpace(request.Headers.GetValueOrDefault(name)));
        if (missing is not null)
        {
            return CreateError(400, "Http头缺少Accept或User-Agent", missing, "required");
        }
        return AcceptsJson(request.Headers["Accept"])
            ? null
            : CreateError(406, "Http头Accept不支持application/json", "Accept", "must include application/json");
    }

    private static SandboxResponse CreateError(int statusCode, string message, string field, string issue) =>
        SandboxResponse.Error(statusCode, "PARAM_ERROR", message, new { field, issue, location = "header" });

    private static bool AcceptsJson(string accept) =>
        MediaTypeHeaderValue.TryParseList([accept], out var ranges)
        && ranges.Any(range => range.Quality != 0 && _json.IsSubsetOf(WithoutParameters(range)));

    // A charset or a quality does not affect whether a range includes JSON.
    private static MediaTypeHeaderValue WithoutParameters(MediaTypeHeaderValue range) => new(range.MediaType);
}
