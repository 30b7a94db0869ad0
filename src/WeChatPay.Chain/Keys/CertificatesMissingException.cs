namespace WeChatPay.Chain.Keys;

/// <summary>A request needs a certificate to be encrypted with, and none was downloaded yet. Never reaches a caller: the chain downloads, and makes the request again.</summary>
internal sealed class CertificatesMissingException() : Exception("No platform certificate was downloaded yet.");
