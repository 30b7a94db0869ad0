using System.Security.Cryptography;

namespace WeChatPay.Chain.Crypto;

/// <summary>Random strings that nobody can guess.</summary>
internal static class Nonce
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Draws from the system's cryptographic generator, every character of base 62 equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is zero or negative.</exception>
    public static string Create(int size = 32)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return RandomNumberGenerator.GetString(Base62, size);
    }
}
