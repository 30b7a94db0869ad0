using System.Text.Json;
using WeChatPay.Chain.Responses;

namespace WeChatPay.Chain;

/// <summary>Reads JSON with dynamic members, as <see cref="WeChatPayResponse.Data"/> does.</summary>
public static class DynamicJson
{
    /// <summary>Reads a JSON value.</summary>
    /// <param name="json">The value, such as a field of <see cref="WeChatPayResponse.Json"/>.</param>
    /// <returns>
    /// An object or a list with dynamic members; a <see cref="string"/>, a <see cref="bool"/>, a number; or <see langword="null"/> for the
    /// JSON <c>null</c> and for <see cref="JsonValueKind.Undefined"/>.
    /// </returns>
    public static dynamic? Read(JsonElement json) => ResponseNode.ToValue(json);
}
