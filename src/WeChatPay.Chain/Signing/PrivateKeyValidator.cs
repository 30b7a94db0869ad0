using System.Security.Cryptography;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Signing;

/// <summary>Checks that a private key can sign.</summary>
internal static class PrivateKeyValidator
{
    /// <exception cref="ArgumentException">The key is missing, disposed, too short, or has no private part.</exception>
    public static void Check(RSA? key, string name)
    {
        Require.That(key is not null, name, "is missing. Read apiclient_key.pem with Rsa.From(text, KeyType.Private).");
        Require.That(!RsaPlatformKey.IsDisposed(key!), name, "is disposed. Keep the key for the lifetime of the client.");
        // With the default size of 0 in a custom RSA type, the framework would enlarge its buffer forever.
        Require.That(key!.KeySize >= RsaPlatformKey.MinKeySize, name,
            $"must be at least {RsaPlatformKey.MinKeySize} bits (was {key.KeySize}). A custom RSA type must set KeySizeValue.");
        try
        {
            _ = key.SignHash(new byte[SHA256.HashSizeInBytes], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException exception)
        {
            throw new ArgumentException(
                $"{name} cannot sign: it has no private part. Read apiclient_key.pem, not a certificate or public key.", name, exception);
        }
    }
}
