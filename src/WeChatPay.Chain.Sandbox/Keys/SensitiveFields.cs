using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Sandbox.Keys;

/// <summary>Encrypts and decrypts single fields (敏感信息加解密).</summary>
internal static class SensitiveFields
{
    public static string Encrypt(string plaintext, RSA key) =>
        Convert.ToBase64String(key.Encrypt(Encoding.UTF8.GetBytes(plaintext), RSAEncryptionPadding.OaepSHA1));

    public static string Decrypt(string ciphertext, RSA key) =>
        Encoding.UTF8.GetString(key.Decrypt(Convert.FromBase64String(ciphertext), RSAEncryptionPadding.OaepSHA1));
}
