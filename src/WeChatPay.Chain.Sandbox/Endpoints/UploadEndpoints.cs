using System.Security.Cryptography;
using System.Text.Json;
using WeChatPay.Chain.Sandbox.Server;
using WeChatPay.Chain.Sandbox.Signing;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>Takes images and videos, when the hash in their meta is that of the file.</summary>
internal static class UploadEndpoints
{
    public static IEnumerable<Route> All { get; } =
    [
        new(new Endpoint(HttpMethod.Post, "v3/merchant/media/upload"), Take),
        new(new Endpoint(HttpMethod.Post, "v3/merchant/media/video_upload"), Take),
    ];

    private static SandboxResponse Take(SandboxRequest request)
    {
        var parts = MultipartBody.Parts(request) ?? [];
        if (ReadMeta(parts.FirstOrDefault(part => part.Name == MultipartMeta.Name)) is not { ValueKind: JsonValueKind.Object } meta)
        {
            return ParameterError("/meta", "a part 'meta' that is a JSON object is required");
        }
        foreach (var name in (string[])["filename", "sha256"])
        {
            if (TextOf(meta, name).Length == 0)
            {
                return ParameterError($"/meta/{name}", "a text that is not empty is required");
            }
        }
        if (parts.FirstOrDefault(part => part is { Name: "file", FileName: not null }) is not { } file)
        {
            return ParameterError("/file", "a part 'file' that has a filename is required");
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(file.Content));
        return TextOf(meta, "sha256").Equals(hash, StringComparison.OrdinalIgnoreCase)
            ? SandboxResponse.Json(new { media_id = $"media-{hash[..32]}" })
            : ParameterError("/meta/sha256", "the file has another SHA-256");
    }

    private static JsonElement ReadMeta(MultipartPart? part)
    {
        try
        {
            return part is null ? default : JsonElement.Parse(part.Content);
        }
        catch (JsonException)
        {
            // What is no JSON has no fields.
            return default;
        }
    }

    private static string TextOf(JsonElement meta, string name) =>
        meta.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static SandboxResponse ParameterError(string field, string issue) =>
        SandboxResponse.Error(400, "PARAM_ERROR", $"上传的{field}缺失或不正确", new { field, issue, location = "body" });
}
