using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Crypto;

/// <summary>Computes and compares the hashes that sign APIv2 messages.</summary>
/// <remarks>All text is encoded as UTF-8. See https://pay.weixin.qq.com/doc/v2/merchant/4011985891.</remarks>
public static class Hash
{
    /// <summary>The default <c>sign_type</c> of APIv2.</summary>
    public const string TypeMd5 = "MD5";

    /// <summary>The other <c>sign_type</c> of APIv2.</summary>
    public const string TypeHmacSha256 = "HMAC-SHA256";

    /// <summary>Computes the MD5 hash of a text, followed by a key if there is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key, appended as <c>&amp;key=…</c>; empty (the default) to hash the text only.</param>
    /// <param name="agentId">
    /// The AgentId of a WeCom application (企业微信), which makes <paramref name="key"/> its secret, appended as <c>&amp;secret=…</c>; empty
    /// (the default) otherwise.
    /// </param>
    /// <returns>32 lower-case hexadecimal digits.</returns>
    [SuppressMessage(
        "Security",
        "CA5351:Do Not Use Broken Cryptographic Algorithms",
        Justification = "APIv2 signs with MD5 unless sign_type says otherwise.")]
    public static string Md5(string text, string key = "", string agentId = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(agentId);
        if (key.Length > 0)
        {
            var name = agentId.Length == 0 ? "key" : "secret";
            text = $"{text}&{name}={key}";
        }
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Computes the HMAC of a text followed by <c>&amp;key=…</c>, as APIv2 does: the key is used in both places.</summary>
    /// <param name="text">The text, without the key.</param>
    /// <param name="key">The merchant's APIv2 key; not empty.</param>
    /// <param name="algorithm">
    /// The hash algorithm: <c>sha256</c>, <c>sha1</c>, <c>sha384</c>, <c>sha512</c> or <c>md5</c>, in any case.
    /// </param>
    /// <returns>Lower-case hexadecimal digits.</returns>
    /// <exception cref="ArgumentException">The key is empty, or the algorithm is not supported.</exception>
    public static string Hmac(string text, string key, string algorithm = "sha256")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(algorithm);
        return Convert.ToHexStringLower(
            CryptographicOperations.HmacData(
                ParseAlgorithm(algorithm), Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{text}&key={key}")));
    }

    /// <summary>Signs an APIv2 message.</summary>
    /// <param name="signType">The <c>sign_type</c>: <see cref="TypeMd5"/> or <see cref="TypeHmacSha256"/>. Case-sensitive.</param>
    /// <param name="data">
    /// The sorted fields as <c>k=v&amp;k=v</c>, without the key: <c>Formatter.QueryStringLike(Formatter.Ksort(fields))</c>.
    /// </param>
    /// <param name="key">The merchant's APIv2 key.</param>
    /// <returns>Upper-case hexadecimal digits: 32 for MD5, 64 for HMAC-SHA256.</returns>
    /// <exception cref="ArgumentException">The type is not supported, or the key is empty.</exception>
    public static string Sign(string signType, string data, string key)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(key);
        return signType switch
        {
            TypeMd5 => Md5(data, key).ToUpperInvariant(),
            TypeHmacSha256 => Hmac(data, key).ToUpperInvariant(),
            _ => throw new ArgumentException(
                $"The sign type '{signType}' is not supported. Use '{TypeMd5}' or '{TypeHmacSha256}', in upper case.", nameof(signType)),
        };
    }

    /// <summary>Compares two strings in constant time.</summary>
    /// <param name="expected">The expected value.</param>
    /// <param name="actual">The value received; <see langword="null"/>, for one that is missing, does not equal anything.</param>
    public static bool Equals(string expected, string? actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return actual is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual));
    }

    private static HashAlgorithmName ParseAlgorithm(string algorithm) => algorithm.ToUpperInvariant() switch
    {
        "SHA256" => HashAlgorithmName.SHA256,
        "SHA1" => HashAlgorithmName.SHA1,
        "SHA384" => HashAlgorithmName.SHA384,
        "SHA512" => HashAlgorithmName.SHA512,
        "MD5" => HashAlgorithmName.MD5,
        _ => throw new ArgumentException(
            $"The algorithm '{algorithm}' is not supported. Use sha256, sha1, sha384, sha512 or md5.", nameof(algorithm)),
    };
}
