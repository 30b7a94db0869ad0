using System.Security.Cryptography;
using System.Text.Json;
using WeChatPay.Chain.Sandbox.Server;
using WeChatPay.Chain.Sandbox.Signing;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>Accepts images and videos whose SHA-256 matches their <c>meta</c> part.</summary>
internal static class UploadEndpoints
{
    public static IEnumerable<Route> CreateRoutes() =>
    [
        new(new Endpoint(HttpMethod.Post, "v3/merchant/media/upload"), Upload),
        new(new Endpoint(HttpMethod.Post, "v3/merchant/media/video_upload"), Upload),
    ];

    private static SandboxResponse Upload(SandboxRequest request)
    {
        var parts = MultipartBody.Read(request) ?? [];
        if (ReadMeta(parts.FirstOrDefault(part => part.Name == MultipartMeta.Name)) is not { ValueKind: JsonValueKind.Object } meta)
        {
            return ParameterError("/meta", "a part 'meta' with a JSON object is required");
        }
        foreach (var name in (string[])["filename", "sha256"])
        {
            if (GetText(meta, name).Length == 0)
            {
                return ParameterError($"/meta/{name}", "a non-empty string is required");
            }
        }
        if (parts.FirstOrDefault(part => part is { Name: "file", FileName: not null }) is not { } file)
        {
            return ParameterError("/file", "a part 'file' with a filename is required");
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(file.Content));
        return GetText(meta, "sha256").Equals(hash, StringComparison.OrdinalIgnoreCase)
            ? SandboxResponse.Json(new { media_id = $"media-{hash[..32]}" })
            : ParameterError("/meta/sha256", "must match the SHA-256 of the file");
    }

    private static JsonElement ReadMeta(MultipartPart? part)
    {
        try
        {
            return part is null ? default : JsonElement.Parse(part.Content);
        }
        catch (JsonException)
        {
            // Rejected by the caller, as a missing part is.
            return default;
        }
    }

    private static string GetText(JsonElement meta, string name) =>
        meta.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static SandboxResponse ParameterError(string field, string issue) =>
        SandboxResponse.Error(400, "PARAM_ERROR", $"上传的{field}缺失或不正确", new { field, issue, location = "body" });
}
