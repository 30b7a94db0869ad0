using System.Text.Json;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Bills;

/// <summary>The platform's answer to whoever asks for a bill: where it is, and the digest that proves it.</summary>
internal sealed class BillTicket
{
    private const string Sha1 = "SHA1";

    private readonly string _template;
    private readonly string _digest;
    private readonly string? _requestId;

    private BillTicket(string template, string downloadUrl, string digest, string? requestId)
    {
        _template = template;
        DownloadUrl = downloadUrl;
        _digest = digest;
        _requestId = requestId;
    }

    /// <summary>Carries a token, so it is no part of any message.</summary>
    public string DownloadUrl { get; }

    /// <param name="response">Verified.</param>
    /// <param name="template">What was asked, for messages.</param>
    /// <exception cref="WeChatPaySignatureException">The answer names no file, or no digest that is known.</exception>
    public static BillTicket Read(WeChatPayResponse response, string template)
    {
        string Member(string name) =>
            response.Json.ValueKind == JsonValueKind.Object && response.Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
                ? text
                : throw new WeChatPaySignatureException(
                    SignatureFailure.Malformed,
                    $"The answer to GET {template} has no '{name}', so there is no bill, or none that could be verified. Is it an endpoint that answers hash_type, hash_value and download_url, such as v3/bill/tradebill?",
                    requestId: response.RequestId);

        var ticket = new BillTicket(template, Member("download_url"), Member("hash_value"), response.RequestId);
        var type = Member("hash_type");
        return type.Equals(Sha1, StringComparison.OrdinalIgnoreCase) ? ticket : throw new WeChatPaySignatureException(
            SignatureFailure.Malformed,
            $"The answer to GET {template} proves the bill with the digest '{type}'; only {Sha1} is known here. Nothing was downloaded.",
            requestId: response.RequestId);
    }

    /// <exception cref="WeChatPaySignatureException">It is the digest of another file.</exception>
    public void Check(byte[] sha1)
    {
        if (!Hash.Equals(Convert.ToHexStringLower(sha1), _digest.ToLowerInvariant()))
        {
            throw Mismatch("is not the file whose digest the platform named (hash_value)", null);
        }
    }

    /// <summary>What to say of a file that cannot be the bill.</summary>
    public WeChatPaySignatureException Mismatch(string seen, Exception? innerException) => new(
        SignatureFailure.Mismatch,
        $"The bill of GET {_template} {seen}: it was altered or cut on the way. Nothing of it was kept; ask for it again.",
        requestId: _requestId,
        innerException: innerException);
}
