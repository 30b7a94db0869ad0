using System.Text.Json;

namespace WeChatPay.Chain.Values;

/// <summary>Implemented by values that wrap JSON, such as the data of a response.</summary>
internal interface IJsonWrapper
{
    /// <summary>The wrapped JSON; <see cref="JsonValueKind.Undefined"/> for an empty body.</summary>
    JsonElement Json { get; }
}
