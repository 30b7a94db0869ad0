using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>How the sandbox writes JSON.</summary>
internal static class SandboxJson
{
    /// <summary>Reflects by itself: in a file-based program the serializer's own reflection is off.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };
}
