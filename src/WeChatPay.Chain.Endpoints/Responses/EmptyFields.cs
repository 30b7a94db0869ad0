namespace WeChatPay.Chain.Endpoints;

/// <summary>The fields of a response without documented fields, such as a 204 or a file.</summary>
public sealed class EmptyFields : ResponseFields;
