using System.Text;

namespace WeChatPay.Chain.Crypto;

/// <summary>Reads AES-256 keys that are given as text.</summary>
internal static class AesKey
{
    private const int Size = 32;

    /// <exception cref="ArgumentException">The key is not 32 bytes long as UTF-8.</exception>
    public static byte[] FromText(string key, string parameter)
    {
        ArgumentNullException.ThrowIfNull(key, parameter);
        var bytes = Encoding.UTF8.GetBytes(key);
        return bytes.Length == Size
            ? bytes
            : throw new ArgumentException(
                $"The key must be {Size} bytes long (was {bytes.Length}). Check that it was copied completely, without spaces.", parameter);
    }
}
