using System.Diagnostics.CodeAnalysis;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>Formats signature messages and the values that belong to them, as wechatpay-php does.</summary>
/// <remarks>A client signs its requests itself. These methods are for signatures made by hand, such as those of 调起支付.</remarks>
public static class Formatter
{
    /// <summary>Gets the current time as a Unix timestamp.</summary>
    /// <param name="timeProvider">The clock. <see langword="null"/> (the default) uses the system clock.</param>
    /// <returns>The number of seconds since 1970-01-01T00:00:00Z.</returns>
    public static long Timestamp(TimeProvider? timeProvider = null) =>
        (timeProvider ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Creates a cryptographically strong random string.</summary>
    /// <param name="length">The number of characters. The platform accepts up to 32 (the default).</param>
    /// <returns>A string of the characters 0-9, A-Z and a-z.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is zero or negative.</exception>
    public static string Nonce(int length = 32) => Crypto.Nonce.Create(length);

    /// <summary>Formats the value of the APIv3 <c>Authorization</c> header.</summary>
    /// <param name="merchantId">The merchant number, <c>mchid</c>.</param>
    /// <param name="nonce">The nonce that was signed.</param>
    /// <param name="signature">The signature of <see cref="Request"/>, in base64.</param>
    /// <param name="timestamp">The Unix seconds that were signed.</param>
    /// <param name="serial">The serial number of the merchant's certificate.</param>
    /// <exception cref="ArgumentException">A value contains a quotation mark or a control character.</exception>
    public static string Authorization(string merchantId, string nonce, string signature, string timestamp, string serial)
    {
        ArgumentNullException.ThrowIfNull(merchantId);
        ArgumentNullException.ThrowIfNull(nonce);
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(timestamp);
        ArgumentNullException.ThrowIfNull(serial);
        AuthorizationHeader.RequireQuotable(merchantId, nameof(merchantId));
        return AuthorizationHeader.Format(
            WeChatPayHeaders.RsaScheme, WeChatPayHeaders.MerchantIdentity, merchantId, nonce, signature, timestamp, serial);
    }

    /// <summary>Formats the signature message of an APIv3 request (签名串).</summary>
    /// <param name="method">The HTTP method in upper case.</param>
    /// <param name="uri">The path and query exactly as sent, without the host and fragment.</param>
    /// <param name="timestamp">The Unix timestamp in the header.</param>
    /// <param name="nonce">The nonce in the header.</param>
    /// <param name="body">The body exactly as sent; empty (the default) for a request without one.</param>
    public static string Request(string method, string uri, string timestamp, string nonce, string body = "") =>
        JoinedByLineFeed(method, uri, timestamp, nonce) + $"{body}\n";

    /// <summary>Formats the signature message of an APIv3 response or notification (验签名串).</summary>
    /// <param name="timestamp">The header <c>Wechatpay-Timestamp</c>.</param>
    /// <param name="nonce">The header <c>Wechatpay-Nonce</c>.</param>
    /// <param name="body">The body exactly as received; empty (the default) for a response without one.</param>
    public static string Response(string timestamp, string nonce, string body = "") =>
        JoinedByLineFeed(timestamp, nonce) + $"{body}\n";

    /// <summary>Joins values, each followed by a line feed.</summary>
    /// <param name="values">
    /// Strings, numbers and Boolean values: <see langword="true"/> is <c>1</c>, <see langword="false"/> and <see langword="null"/> are
    /// empty.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A value is a list or an object, or contains a line feed. A body may contain line feeds: pass it to <see cref="Request"/> or
    /// <see cref="Response"/>.
    /// </exception>
    public static string JoinedByLineFeed(params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return SignatureMessage.Join([.. values.Select((value, index) => Fields.GetText(value, $"value {index}", nameof(values)))]);
    }

    /// <summary>Sorts fields by name in ordinal order, as an APIv2 signature requires.</summary>
    /// <param name="fields">The fields: an anonymous object, or any string-keyed dictionary.</param>
    /// <returns>A sorted copy of the fields.</returns>
    /// <exception cref="ArgumentException"><paramref name="fields"/> has no named fields, or a name occurs twice.</exception>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public static SortedDictionary<string, object?> Ksort(object fields)
    {
        var sorted = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in Fields.From(fields, nameof(fields)))
        {
            if (!sorted.TryAdd(name, value))
            {
                throw new ArgumentException(
                    $"The field '{name}' occurs twice; a signature covers one value for each name. Remove one.", nameof(fields));
            }
        }
        return sorted;
    }

    /// <summary>
    /// Joins fields to <c>k=v&amp;k=v</c> as an APIv2 signature requires: in the given order, unescaped, without <c>sign</c> and without
    /// <see langword="null"/> or empty values.
    /// </summary>
    /// <param name="fields">
    /// The fields: an anonymous object, or any string-keyed dictionary. Values are those of <see cref="JoinedByLineFeed"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// <paramref name="fields"/> has no named fields, or a value is a list or an object. The message names it.
    /// </exception>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public static string QueryStringLike(object fields) => V2Signature.Join(Fields.From(fields, nameof(fields))
        .Where(field => field.Key is not V2Signature.FieldName)
        .Select(field => KeyValuePair.Create(field.Key, Fields.GetText(field.Value, field.Key, nameof(fields)))));
}
