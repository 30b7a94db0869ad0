using WeChatPay.Chain.Algorithms;

namespace WeChatPay.Chain.Bills;

/// <summary>What bills are downloaded and opened with.</summary>
/// <param name="Platform">Makes the calls.</param>
/// <param name="Algorithms">Compute the digests.</param>
/// <param name="Decryption">Decrypts the keys of encrypted bills.</param>
internal sealed record BillSource(UrlChain Platform, AlgorithmSet Algorithms, MerchantDecryption Decryption);
