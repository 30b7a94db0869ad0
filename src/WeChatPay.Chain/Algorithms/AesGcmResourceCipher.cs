using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Algorithms;

/// <summary>The built-in cipher <c>AEAD_AES_256_GCM</c>.</summary>
internal sealed class AesGcmResourceCipher : ResourceCipher
{
    public override string Algorithm => "AEAD_AES_256_GCM";

    public override string Decrypt(string ciphertext, string apiV3Key, string nonce, string associatedData) =>
        AesGcm.Decrypt(ciphertext, apiV3Key, nonce, associatedData);
}
