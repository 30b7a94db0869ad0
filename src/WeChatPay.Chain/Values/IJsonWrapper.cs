using System.Text.Json;

namespace WeChatPay.Chain.Values;

/// <summary>Implemented by a value that is JSON underneath, such as the data of a response.</summary>
internal interface IJsonWrapper
{
    /// <summary>The JSON; <see cref="JsonValueKind.Undefined"/> for an empty body.</summary>
    JsonElement Json { get; }
}
