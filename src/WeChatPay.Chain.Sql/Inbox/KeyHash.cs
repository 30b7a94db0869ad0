using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.AspNetCore;

namespace WeChatPay.Chain.Sql.Inbox;

/// <summary>
/// Identifies a notification or an endpoint in a table. A hash, because it is compared exactly whatever the collation of the database, and
/// has one length.
/// </summary>
/// <param name="Hex">SHA-256 in lower-case hexadecimal digits.</param>
internal readonly record struct KeyHash(string Hex)
{
    public const int Length = 2 * SHA256.HashSizeInBytes;

    public static KeyHash From(NotificationKey key) => From([key.MerchantId, key.Endpoint, key.NotificationId]);

    public static KeyHash From(string merchantId, string endpoint) => From([merchantId, endpoint]);

    // Each value follows its length, so that no two lists of values have the same encoding.
    private static KeyHash From(ReadOnlySpan<string> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var value in values)
        {
            var bytes = Encoding.UTF8.GetBytes(value);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return new KeyHash(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
