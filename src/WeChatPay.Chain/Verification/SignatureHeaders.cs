using System.Net.Http.Headers;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Verification;

/// <summary>What a message of the platform says about its signature. Null: the header is missing.</summary>
internal readonly record struct SignatureHeaders(
    string? Timestamp, string? Nonce, string? Serial, string? Signature, string? SignatureType, string? RequestId)
{
    /// <summary>Whether the message has anything of a signature, if only an empty header.</summary>
    public bool AreAny => (Timestamp ?? Nonce ?? Serial ?? Signature ?? SignatureType) is not null;

    public static SignatureHeaders Of(HttpResponseHeaders headers) => Of(name => First(headers, name));

    public static SignatureHeaders Of(Func<string, string?> header) => new(
        header(WeChatPayHeaders.Timestamp),
        header(WeChatPayHeaders.Nonce),
        header(WeChatPayHeaders.Serial),
        header(WeChatPayHeaders.Signature),
        header(WeChatPayHeaders.SignatureType),
        header(WeChatPayHeaders.RequestId));

    public static string? First(HttpResponseHeaders headers, string name)
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
