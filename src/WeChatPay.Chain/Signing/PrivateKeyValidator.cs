using System.Security.Cryptography;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Signing;

/// <summary>Checks that a private key can sign.</summary>
internal static class PrivateKeyValidator
{
    /// <exception cref="ArgumentException">The key is missing, disposed, too short, or public alone.</exception>
    public static void Check(RSA? key, string name)
    {
        Require.That(key is not null, name, "is missing. Read apiclient_key.pem with Rsa.From(text, KeyType.Private).");
        Require.That(!RsaPlatformKey.IsDisposed(key!), name, "is disposed. Keep the key for the life of the client.");
        // One that does not say its size, as a type of one's own may forget to, would keep the framework looking for room for ever.
        Require.That(key!.KeySize >= RsaPlatformKey.MinKeySize, name, $"has {key.KeySize} bits; {RsaPlatformKey.MinKeySize} are expected at least. An RSA of your own must set KeySizeValue.");
        try
        {
            _ = key.SignHash(new byte[SHA256.HashSizeInBytes], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException exception)
        {
            throw new ArgumentException($"{name} cannot sign: it has no private part. Read apiclient_key.pem, not a certificate or public key.", name, exception);
        }
    }
}
