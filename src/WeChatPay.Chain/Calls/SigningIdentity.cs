namespace WeChatPay.Chain.Calls;

/// <summary>Who signs the APIv3 requests of a client, and where that is set: what a refused signature is explained with.</summary>
/// <param name="KeyOption">The option that holds the key.</param>
/// <param name="SerialNumber">The serial number of the certificate that the platform verifies with.</param>
/// <param name="Identity">Whose certificate it is, in words: <c>merchant 1900000109</c>.</param>
internal sealed record SigningIdentity(string KeyOption, string SerialNumber, string Identity);
