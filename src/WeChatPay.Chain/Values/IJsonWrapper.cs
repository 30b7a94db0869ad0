using System.Text.Json;

namespace WeChatPay.Chain;

/// <summary>
/// Implemented by values that wrap JSON, such as the data of a response. In a request, such a value is sent as the JSON that it wraps.
/// </summary>
/// <remarks>Implement it explicitly if the members of the type are the fields of the JSON.</remarks>
public interface IJsonWrapper
{
    /// <summary>Gets the wrapped JSON. <see cref="JsonValueKind.Undefined"/> for an empty body.</summary>
    JsonElement Json { get; }
}
