using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Sandbox.Keys;

/// <summary>Data encrypted with the merchant's APIv3 key.</summary>
internal sealed record ResourceCipher(string Nonce, string Ciphertext)
{
    public const string Algorithm = "AEAD_AES_256_GCM";

    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static ResourceCipher Encrypt(byte[] plaintext, string associatedData, string apiV3Key)
    {
        var nonce = RandomNumberGenerator.GetHexString(NonceLength, lowercase: true);
        var ciphertext = new byte[plaintext.Length + TagLength];
        using var cipher = new AesGcm(Encoding.UTF8.GetBytes(apiV3Key), TagLength);
        cipher.Encrypt(
            Encoding.UTF8.GetBytes(nonce),
            plaintext,
            ciphertext.AsSpan(0, plaintext.Length),
            ciphertext.AsSpan(plaintext.Length),
            Encoding.UTF8.GetBytes(associatedData));
        return new ResourceCipher(nonce, Convert.ToBase64String(ciphertext));
    }
}
