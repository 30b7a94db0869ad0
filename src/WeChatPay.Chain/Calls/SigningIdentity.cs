namespace WeChatPay.Chain.Calls;

/// <summary>The signer of a client's APIv3 requests and the option that configures it, to explain a rejected signature.</summary>
/// <param name="KeyOption">The option that holds the key.</param>
/// <param name="SerialNumber">The serial number of the certificate that the platform verifies with.</param>
/// <param name="Identity">The owner of the certificate, in words: <c>merchant 1900000109</c>.</param>
internal sealed record SigningIdentity(string KeyOption, string SerialNumber, string Identity);
