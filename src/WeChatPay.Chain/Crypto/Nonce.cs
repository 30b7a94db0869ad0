using System.Security.Cryptography;

namespace WeChatPay.Chain.Crypto;

/// <summary>Creates random strings.</summary>
internal static class Nonce
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Creates a cryptographically strong random string of base-62 characters.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is zero or negative.</exception>
    public static string Create(int size = 32)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return RandomNumberGenerator.GetString(Base62, size);
    }
}
