using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeChatPay.Chain.Endpoints.Tests.Lines;

internal static class SerializerSettings
{
    public static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
