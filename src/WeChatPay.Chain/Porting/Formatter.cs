using System.Diagnostics.CodeAnalysis;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>Puts together the texts that are signed, and what goes with them.</summary>
/// <remarks>The client does all this by itself; these methods are for signatures made by hand, such as those of 调起支付.</remarks>
public static class Formatter
{
    /// <summary>The time as the platform writes it.</summary>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <returns>Whole seconds since 1970-01-01T00:00:00Z.</returns>
    public static long Timestamp(TimeProvider? timeProvider = null) => (timeProvider ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A random string from a cryptographic generator.</summary>
    /// <param name="size">How many characters; the platform accepts up to 32.</param>
    /// <returns>Characters of base 62: 0-9, A-Z, a-z.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is zero or negative.</exception>
    public static string Nonce(int size = 32) => Crypto.Nonce.Create(size);

    /// <summary>The value of the APIv3 <c>Authorization</c> header.</summary>
    /// <param name="merchantId">The merchant number, <c>mchid</c>.</param>
    /// <param name="nonce">The nonce that was signed.</param>
    /// <param name="signature">The signature of <see cref="Request"/>, in base64.</param>
    /// <param name="timestamp">The Unix seconds that were signed.</param>
    /// <param name="serial">The serial number of the merchant's certificate.</param>
    /// <exception cref="ArgumentException">A value holds a quote or a control character, which would change the header.</exception>
    public static string Authorization(string merchantId, string nonce, string signature, string timestamp, string serial) =>
        AuthorizationHeader.Format(WeChatPayHeaders.RsaScheme, WeChatPayHeaders.MerchantIdentity, AuthorizationHeader.Quotable(merchantId, nameof(merchantId)), nonce, signature, timestamp, serial);

    /// <summary>The text that is signed for an APIv3 request (签名串).</summary>
    /// <param name="method">The HTTP method in capitals.</param>
    /// <param name="uri">Path and query exactly as sent, without host and fragment.</param>
    /// <param name="timestamp">Unix seconds, those of the header.</param>
    /// <param name="nonce">The nonce of the header.</param>
    /// <param name="body">The body exactly as sent; empty when there is none.</param>
    public static string Request(string method, string uri, string timestamp, string nonce, string body = "") =>
        JoinedByLineFeed(method, uri, timestamp, nonce) + $"{body}\n";

    /// <summary>The text that the platform signed for an APIv3 answer or notification (验签名串).</summary>
    /// <param name="timestamp">The header <c>Wechatpay-Timestamp</c>.</param>
    /// <param name="nonce">The header <c>Wechatpay-Nonce</c>.</param>
    /// <param name="body">The body exactly as received; empty when there is none.</param>
    public static string Response(string timestamp, string nonce, string body = "") =>
        JoinedByLineFeed(timestamp, nonce) + $"{body}\n";

    /// <summary>Puts a line feed behind each piece, the last one too.</summary>
    /// <param name="pieces">Texts, numbers, or truth values: true is <c>1</c>, false and null are empty. None gives an empty text.</param>
    /// <exception cref="ArgumentException">
    /// A piece is a list or an object, or contains a line feed: it would be read as two. A body may; it goes into <see cref="Request"/> or
    /// <see cref="Response"/>.
    /// </exception>
    public static string JoinedByLineFeed(params object?[] pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        return SignatureMessage.Join([.. pieces.Select((piece, index) => Fields.TextOf(piece, $"piece {index}", nameof(pieces)))]);
    }

    /// <summary>Sorts fields by name in ordinal order, capitals before small letters, as an APIv2 signature needs them.</summary>
    /// <param name="thing">The fields: an anonymous object, or any dictionary with string keys.</param>
    /// <returns>The same fields, sorted; a copy.</returns>
    /// <exception cref="ArgumentException">There are no names, or one comes twice.</exception>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public static SortedDictionary<string, object?> Ksort(object thing)
    {
        var sorted = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in Fields.Of(thing, nameof(thing)))
        {
            if (!sorted.TryAdd(name, value))
            {
                throw new ArgumentException(
                    $"The field '{name}' occurs twice; a signature covers one value for each name. Remove one.", nameof(thing));
            }
        }
        return sorted;
    }

    /// <summary>
    /// Joins fields to <c>k=v&amp;k=v</c> as an APIv2 signature does: in the order given, unescaped, without <c>sign</c> and without
    /// null and empty values.
    /// </summary>
    /// <param name="thing">The fields: an anonymous object, or any dictionary with string keys. Values as for <see cref="JoinedByLineFeed"/>.</param>
    /// <exception cref="ArgumentException">There are no names, or a value is a list or an object; the message names it.</exception>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public static string QueryStringLike(object thing) => V2Signature.Join(Fields.Of(thing, nameof(thing))
        .Where(field => field.Key is not V2Signature.FieldName)
        .Select(field => KeyValuePair.Create(field.Key, Fields.TextOf(field.Value, field.Key, nameof(thing)))));
}
