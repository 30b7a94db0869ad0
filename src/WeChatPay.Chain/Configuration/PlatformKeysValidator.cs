using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Configuration;

/// <summary>Validates the platform keys of a client.</summary>
internal static class PlatformKeysValidator
{
    public static void Check(WeChatPayClientOptions options)
    {
        const string Name = nameof(WeChatPayClientOptions.PlatformKeys);
        Require.That(options.PlatformKeys is { Count: > 0 } or { IsRenewed: true }, Name,
            $"is empty, so no response could be verified. Add the WeChat Pay public key under its {WeChatPayHeaders.PublicKeyIdPrefix}…, "
                + "or a platform certificate under its serial number.");
        Require.That(options.ApiV3Key is not null || !options.PlatformKeys.IsRenewed, nameof(options.ApiV3Key),
            "is missing. PlatformKeys.FromCertificates needs it to decrypt the downloaded certificates. It is the APIv3密钥 that is set on "
                + "the merchant platform.");
        foreach (var (serial, key) in options.PlatformKeys)
        {
            var problem = FindProblemOfName(serial);
            Require.That(problem is null, Name, $"contains a key under '{DisplayText.From(serial)}', which {problem}");
            Require.That(!serial.Equals(options.MerchantSerialNumber, StringComparison.OrdinalIgnoreCase), Name,
                $"contains a key under '{serial}', which is the merchant's own serial number. Add the platform's key, under the platform's "
                    + "serial number or key ID.");
            var keyProblem = key.FindProblem();
            Require.That(keyProblem is null, Name, $"contains the key '{serial}', which {keyProblem}");
            Require.That(options.MerchantPrivateKey is null || !AreSame(key, options.MerchantPrivateKey), Name,
                $"contains the merchant's own key under '{serial}'. Download the platform's key: pub_key.pem, or a platform certificate.");
        }
    }

    public static bool AreSame(PlatformKey one, RSA other) =>
        one.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(other.ExportSubjectPublicKeyInfo());

    // Messages name their key by a serial number or key ID in this form. A key under any other name would never be found.
    private static string? FindProblemOfName(string serial)
    {
        const string Prefix = WeChatPayHeaders.PublicKeyIdPrefix;
        if (!serial.TrimStart().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return SerialNumbers.FindProblem(serial) is { } problem
                ? $"{problem} Use a certificate's serial number in hexadecimal, or the {Prefix}… of the public key."
                : null;
        }
        if (StrayCharacter.Find(serial, character => char.IsAsciiLetterOrDigit(character) || character == '_') is { } stray)
        {
            return $"{stray}. Remove it.";
        }
        if (serial.Length == Prefix.Length)
        {
            return $"has nothing after {Prefix}. Copy the whole ID from the merchant platform.";
        }
        return PlatformKeys.IsPublicKeyId(serial) ? null : $"is not in upper case. Write {Prefix}…, as the platform does.";
    }
}
