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

    /// <param name="getHeader">Returns the value of the header with the given name, or <see langword="null"/>.</param>
    public static SignatureHeaders From(Func<string, string?> getHeader) => new(
        getHeader(WeChatPayHeaders.Timestamp),
        getHeader(WeChatPayHeaders.Nonce),
        getHeader(WeChatPayHeaders.Serial),
        getHeader(WeChatPayHeaders.Signature),
        getHeader(WeChatPayHeaders.SignatureType),
        getHeader(WeChatPayHeaders.RequestId));

    /// <returns>The first value of a header; <see langword="null"/> if the header is missing.</returns>
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
