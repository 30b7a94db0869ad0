using WeChatPay.Chain.Algorithms;

namespace WeChatPay.Chain.Bills;

/// <summary>The services that download and decrypt bills.</summary>
/// <param name="Platform">Sends the requests.</param>
/// <param name="Algorithms">Computes the digests.</param>
/// <param name="Decryption">Decrypts the keys of encrypted bills.</param>
internal sealed record BillSource(UrlChain Platform, AlgorithmSet Algorithms, MerchantDecryption Decryption);
