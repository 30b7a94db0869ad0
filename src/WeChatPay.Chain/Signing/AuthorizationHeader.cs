using System.Buffers;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Signing;

/// <summary>Makes the value of <c>Authorization</c>: the merchant's signature over one request.</summary>
/// <remarks>See https://pay.weixin.qq.com/doc/v3/merchant/4012365336.</remarks>
internal static class AuthorizationHeader
{
    private static readonly SearchValues<char> _unquotable = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\x7F']);

    /// <param name="signer">Who signs.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query exactly as they are sent.</param>
    /// <param name="timestamp">Unix seconds.</param>
    /// <param name="body">The bytes to sign: the whole body, or the meta part of an upload.</param>
    public static string Create(IRequestSigner signer, string method, string target, long timestamp, ReadOnlySpan<byte> body)
    {
        var nonce = Nonce.Create();
        using var text = new SignedText(Head(method, target, timestamp, nonce), body);
        return Value(signer, nonce, SignatureText.Create(signer, text.Bytes), timestamp);
    }

    /// <inheritdoc cref="Create"/>
    public static async ValueTask<string> CreateAsync(
        IRequestSigner signer, string method, string target, long timestamp, byte[] body, CancellationToken cancellationToken)
    {
        var nonce = Nonce.Create();
        var signature = await SignatureText.CreateAsync(signer, Bytes(Head(method, target, timestamp, nonce), body), cancellationToken).ConfigureAwait(false);
        return Value(signer, nonce, signature, timestamp);
    }

    // The signer may keep them for as long as it takes, so they are not borrowed.
    private static byte[] Bytes(string head, byte[] body)
    {
        using var text = new SignedText(head, body);
        return text.Bytes.ToArray();
    }

    private static string Head(string method, string target, long timestamp, string nonce) => $"{method}\n{target}\n{timestamp}\n{nonce}\n";

    private static string Value(IRequestSigner signer, string nonce, string signature, long timestamp) =>
        Format(signer.Scheme, signer.IdentityName, signer.Identity, nonce, signature, $"{timestamp}", signer.SerialNumber);

    /// <exception cref="ArgumentException">A value contains a quotation mark or a control character, which would change the header.</exception>
    public static string Format(string scheme, string identityName, string identity, string nonce, string signature, string timestamp, string serial) =>
        $"{scheme} {identityName}=\"{Quotable(identity, nameof(identity))}\",serial_no=\"{Quotable(serial, nameof(serial))}\"," +
        $"timestamp=\"{Quotable(timestamp, nameof(timestamp))}\",nonce_str=\"{Quotable(nonce, nameof(nonce))}\",signature=\"{Quotable(signature, nameof(signature))}\"";

    /// <exception cref="ArgumentException">The value contains a quotation mark or a control character.</exception>
    public static string Quotable(string value, string parameter)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return value.AsSpan().IndexOfAny(_unquotable) >= 0
            ? throw new ArgumentException(
                "The value holds a quote or a control character, which would change the Authorization header. Remove it.", parameter)
            : value;
    }
}
