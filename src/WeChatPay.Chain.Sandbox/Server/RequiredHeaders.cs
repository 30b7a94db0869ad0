using Microsoft.Net.Http.Headers;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>The headers that the platform wants beside <c>Authorization</c>.</summary>
internal static class RequiredHeaders
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    /// <returns>Null when they are there; otherwise the platform's response.</returns>
    public static SandboxResponse? Refuse(SandboxRequest request)
    {
        string[] required = ["Accept", "User-Agent"];
        var missing = required.FirstOrDefault(name => string.IsNullOrWhiteSpace(request.Headers.GetValueOrDefault(name)));
        if (missing is not null)
        {
            return SandboxResponse.Error(400, "PARAM_ERROR", "Http头缺少Accept或User-Agent", new { field = missing, issue = "required", location = "header" });
        }
        return TakesJson(request.Headers["Accept"])
            ? null
            : SandboxResponse.Error(406, "PARAM_ERROR", "Http头Accept不支持application/json", new { field = "Accept", issue = "application/json is not accepted", location = "header" });
    }

    private static bool TakesJson(string accept) =>
        MediaTypeHeaderValue.TryParseList([accept], out var ranges) && ranges.Any(range => range.Quality != 0 && _json.IsSubsetOf(WithoutParameters(range)));

    // A charset or a quality says nothing about whether JSON is taken.
    private static MediaTypeHeaderValue WithoutParameters(MediaTypeHeaderValue range) => new(range.MediaType);
}
