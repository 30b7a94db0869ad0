using System.Text.Json;
using WeChatPay.Chain.Bodies;
using WeChatPay.Chain.Json;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Verification;

/// <summary>Detects an error response with status 200 instead of an unsigned file: JSON with <c>code</c> and <c>message</c>.</summary>
internal static class UnsignedError
{
    private const int MostBlankBytes = 1024;

    /// <summary>Whether the first bytes of a body rule out an error response.</summary>
    public static bool IsRuledOut(ReadOnlySpan<byte> start) =>
        BodyStart.FindFirst(start) is { } first ? first != '{' : start.Length > MostBlankBytes;

    /// <param name="start">The body, or enough of it to be too large for an error response.</param>
    public static bool IsIn(ReadOnlyMemory<byte> start) => !IsRuledOut(start.Span) && start.Length <= BodyReader.MaxUnverifiedBytes
        && ReadableJson.Parse(start.ToArray()) is { ValueKind: JsonValueKind.Object } json
        && json.TryGetProperty("code", out var code) && code.ValueKind is JsonValueKind.String or JsonValueKind.Number
        && json.TryGetProperty("message", out _);
}
