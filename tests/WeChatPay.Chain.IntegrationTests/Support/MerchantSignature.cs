using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>The signature of a received request, parsed and verified as the platform does.</summary>
public sealed partial record MerchantSignature
{
    private readonly byte[] _signature;
    private readonly byte[] _message;

    private MerchantSignature(Dictionary<string, string> parts, ReceivedRequest request)
    {
        MerchantId = parts["mchid"];
        SerialNumber = parts["serial_no"];
        Timestamp = parts["timestamp"];
        Nonce = parts["nonce_str"];
        _signature = Convert.FromBase64String(parts["signature"]);
        _message =
        [
            .. Encoding.UTF8.GetBytes($"{request.Method}\n{request.Target}\n{Timestamp}\n{Nonce}\n"), .. request.Body, (byte)'\n'
        ];
    }

    public string MerchantId { get; }

    public string SerialNumber { get; }

    public string Timestamp { get; }

    public string Nonce { get; }

    /// <exception cref="FormatException">The <c>Authorization</c> header does not have the format that the platform requires.</exception>
    public static MerchantSignature From(ReceivedRequest request)
    {
        var header = AuthorizationPattern.Match(request.Headers["Authorization"]);
        if (!header.Success)
        {
            throw new FormatException(
                "Authorization must be the scheme followed by five name=\"value\" pairs, separated by commas without spaces.");
        }
        var parts = header.Groups["name"].Captures.Zip(header.Groups["value"].Captures);
        return new MerchantSignature(parts.ToDictionary(part => part.First.Value, part => part.Second.Value), request);
    }

    /// <summary>
    /// Whether the owner of the key signed exactly what arrived. Only the public part of the key is used, as the platform has no other.
    /// </summary>
    public bool IsSignedWith(RSA merchantKey)
    {
        using var publicKey = RSA.Create(merchantKey.ExportParameters(includePrivateParameters: false));
        return publicKey.VerifyData(_message, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    [GeneratedRegex("""^WECHATPAY2-SHA256-RSA2048 (?:(?<name>[a-z_]+)="(?<value>[^"]+)"(?:,(?!$)|$)){5}$""", RegexOptions.CultureInvariant)]
    private static partial Regex AuthorizationPattern { get; }
}
