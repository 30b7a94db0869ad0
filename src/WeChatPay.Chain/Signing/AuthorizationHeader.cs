using System.Globalization;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Signing;

/// <summary>Creates the value of the <c>Authorization</c> header: the signature of one request.</summary>
/// <remarks>See https://pay.weixin.qq.com/doc/v3/merchant/4012365336.</remarks>
internal static class AuthorizationHeader
{
    private const int MaxStackChars = 1024;

    /// <param name="signer">Signs the request.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">The path and query exactly as they are sent.</param>
    /// <param name="timestamp">The time, in Unix seconds.</param>
    /// <param name="body">The bytes to sign: the whole body, or the meta part of an upload.</param>
    public static string Create(IRequestSigner signer, string method, string target, long timestamp, ReadOnlySpan<byte> body)
    {
        var nonce = Nonce.Create();
        var seconds = timestamp.ToString(CultureInfo.InvariantCulture);
        using var message = new SignatureMessageBuffer([method, target, seconds, nonce], body);
        if (signer is not RsaRequestSigner local)
        {
            return Format(signer, nonce, Base64Signature.Create(signer, message.Bytes), seconds);
        }
        var signature = local.MaxBase64Length <= MaxStackChars ? stackalloc char[MaxStackChars] : new char[local.MaxBase64Length];
        return Format(signer, nonce, signature[..local.SignToBase64(message.Bytes, signature)], seconds);
    }

    /// <inheritdoc cref="Create"/>
    public static async ValueTask<string> CreateAsync(
        IRequestSigner signer, string method, string target, long timestamp, byte[] body, CancellationToken cancellationToken)
    {
        var nonce = Nonce.Create();
        var seconds = timestamp.ToString(CultureInfo.InvariantCulture);
        var message = GetMessage([method, target, seconds, nonce], body);
        var signature = await Base64Signature.CreateAsync(signer, message, cancellationToken).ConfigureAwait(false);
        return Format(signer, nonce, signature, seconds);
    }

    /// <exception cref="ArgumentException">
    /// A value contains a quotation mark or a control character, which would change the header.
    /// </exception>
    public static string Format(
        string scheme, string identityName, string identity, string nonce, ReadOnlySpan<char> signature, string timestamp, string serial)
    {
        RequireQuotable(identity, nameof(identity));
        RequireQuotable(serial, nameof(serial));
        RequireQuotable(timestamp, nameof(timestamp));
        RequireQuotable(nonce, nameof(nonce));
        RequireQuotable(signature, nameof(signature));
        return $"{scheme} {identityName}=\"{identity}\",serial_no=\"{serial}\",timestamp=\"{timestamp}\","
            + $"nonce_str=\"{nonce}\",signature=\"{signature}\"";
    }

    /// <exception cref="ArgumentException">The value contains a quotation mark or a control character.</exception>
    public static void RequireQuotable(ReadOnlySpan<char> value, string parameter)
    {
        if (value.ContainsAny('"', '\x7F') || value.ContainsAnyInRange('\0', '\x1F'))
        {
            throw new ArgumentException(
                "The value contains a quotation mark or a control character, which would change the Authorization header. Remove it.",
                parameter);
        }
    }

    private static string Format(IRequestSigner signer, string nonce, ReadOnlySpan<char> signature, string timestamp) =>
        Format(signer.Scheme, signer.IdentityName, signer.Identity, nonce, signature, timestamp, signer.SerialNumber);

    // An external signer may keep the bytes while it works, so they are not rented.
    private static byte[] GetMessage(ReadOnlySpan<string> lines, byte[] body)
    {
        using var message = new SignatureMessageBuffer(lines, body);
        return message.Bytes.ToArray();
    }
}
