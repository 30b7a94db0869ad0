using System.Security.Cryptography;

namespace WeChatPay.Chain.Crypto;

/// <summary>Creates random strings.</summary>
internal static class Nonce
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int SixBits = 0x3F;

    /// <summary>Creates a cryptographically strong random string of base-62 characters.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is zero or negative.</exception>
    public static string Create(int size = 32)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return string.Create(size, size, static (text, _) => Fill(text));
    }

    // RandomNumberGenerator.GetString asks the system for each character. Two of the 64 values are skipped, so that all characters are
    // equally likely.
    private static void Fill(Span<char> text)
    {
        Span<byte> random = stackalloc byte[48];
        var length = 0;
        while (length < text.Length)
        {
            RandomNumberGenerator.Fill(random);
            for (var i = 0; i < random.Length && length < text.Length; i++)
            {
                if ((random[i] & SixBits) is var value && value < Base62.Length)
                {
                    text[length++] = Base62[value];
                }
            }
        }
    }
}
