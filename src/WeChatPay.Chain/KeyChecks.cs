using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain;

/// <summary>Finds what is wrong with keys before the first payment does.</summary>
internal static class KeyChecks
{
    /// <exception cref="ArgumentException">The key is missing, disposed, too short, or public alone.</exception>
    public static void CheckPrivateKey(RSA? key, string name)
    {
        ClientOptionsChecks.Require(key is not null, name, "is missing. Read apiclient_key.pem with Rsa.From(text, KeyType.Private).");
        ClientOptionsChecks.Require(!RsaPlatformKey.IsDisposed(key!), name, "is disposed. Keep the key for the life of the client.");
        // One that does not say its size, as a type of one's own may forget to, would keep the framework looking for room for ever.
        ClientOptionsChecks.Require(key!.KeySize >= RsaPlatformKey.ShortestKey, name, $"has {key.KeySize} bits; {RsaPlatformKey.ShortestKey} are expected at least. An RSA of your own must set KeySizeValue.");
        try
        {
            _ = key.SignHash(new byte[SHA256.HashSizeInBytes], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException exception)
        {
            throw new ArgumentException($"{name} cannot sign: it has no private part. Read apiclient_key.pem, not a certificate or public key.", name, exception);
        }
    }

    public static void CheckPlatformKeys(WeChatPayClientOptions options)
    {
        const string Name = nameof(WeChatPayClientOptions.PlatformKeys);
        ClientOptionsChecks.Require(options.PlatformKeys is { Count: > 0 } or { IsRenewed: true }, Name,
            $"is empty, so no response could be verified. Add the WeChat Pay public key under its {WeChatPayHeaders.PublicKeyIdPrefix}…, "
                + "or a platform certificate under its serial.");
        ClientOptionsChecks.Require(options.ApiV3Key is not null || !options.PlatformKeys.IsRenewed, nameof(options.ApiV3Key),
            "is missing, and PlatformKeys.FromCertificates opens the downloaded certificates with it. It is the APIv3密钥, as set on the merchant platform.");
        foreach (var (serial, key) in options.PlatformKeys)
        {
            var problem = ProblemOfName(serial);
            ClientOptionsChecks.Require(problem is null, Name, $"holds a key under '{PlainText.Of(serial)}', which {problem}");
            ClientOptionsChecks.Require(!serial.Equals(options.MerchantSerialNumber, StringComparison.OrdinalIgnoreCase), Name,
                $"holds a key under '{serial}', which is the merchant's own serial. The platform's key is expected, under the platform's serial or key id.");
            var unfit = key.FindProblem();
            ClientOptionsChecks.Require(unfit is null, Name, $"holds a key under '{serial}' that {unfit}");
            ClientOptionsChecks.Require(options.MerchantPrivateKey is null || !AreTheSame(key, options.MerchantPrivateKey), Name,
                $"holds the merchant's own key under '{serial}'. Download the platform's: pub_key.pem, or a platform certificate.");
        }
    }

    // What a message names its key by: nothing else would ever be found.
    private static string? ProblemOfName(string serial)
    {
        if (!serial.TrimStart().StartsWith(WeChatPayHeaders.PublicKeyIdPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return SerialNumbers.ProblemOf(serial) is { } problem
                ? $"{problem} A certificate's serial in hexadecimal, or the {WeChatPayHeaders.PublicKeyIdPrefix}… of the public key, is "
                    + "expected."
                : null;
        }
        return StrayCharacter.Find(serial, character => char.IsAsciiLetterOrDigit(character) || character == '_') is { } stray
            ? $"{stray}. Remove it."
            : serial.Length == WeChatPayHeaders.PublicKeyIdPrefix.Length
                ? $"has nothing behind {WeChatPayHeaders.PublicKeyIdPrefix}. Copy the whole id from the merchant platform."
            : !PlatformKeys.IsPublicKeyId(serial)
                ? $"is not in capitals. Write {WeChatPayHeaders.PublicKeyIdPrefix}…, as the platform does."
            : null;
    }

    public static bool AreTheSame(PlatformKey one, RSA other) => one.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(other.ExportSubjectPublicKeyInfo());
}
