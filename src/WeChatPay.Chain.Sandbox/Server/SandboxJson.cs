using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>The options with which the sandbox writes JSON.</summary>
internal static class SandboxJson
{
    /// <summary>Has its own resolver, because reflection is off by default in the serializer of a file-based program.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };
}
