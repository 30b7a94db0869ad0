using System.Net.Http.Headers;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Verification;

/// <summary>The signature headers of a message from the platform. A missing header is <see langword="null"/>.</summary>
internal readonly record struct SignatureHeaders(
    string? Timestamp, string? Nonce, string? Serial, string? Signature, string? SignatureType, string? RequestId)
{
    /// <summary>Whether any signature header is present, even an empty one.</summary>
    public bool HasAny => (Timestamp ?? Nonce ?? Serial ?? Signature ?? SignatureType) is not null;

    public static SignatureHeaders From(HttpResponseHeaders headers) => From(name => GetFirst(headers, name));

    public static SignatureHeaders From(Func<string, string?> header) => new(
        header(WeChatPayHeaders.Timestamp),
        header(WeChatPayHeaders.Nonce),
        header(WeChatPayHeaders.Serial),
        header(WeChatPayHeaders.Signature),
        header(WeChatPayHeaders.SignatureType),
        header(WeChatPayHeaders.RequestId));

    public static string? GetFirst(HttpResponseHeaders headers, string name)
    {
        if (headers.NonValidated.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value;
            }
        }
        return null;
    }
}
