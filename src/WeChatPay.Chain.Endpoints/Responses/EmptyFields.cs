using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Endpoints;

/// <summary>The fields of a response without documented fields, such as a 204 or a file.</summary>
[JsonConverter(typeof(ResponseFieldsConverter))]
public sealed class EmptyFields : ResponseFields;
