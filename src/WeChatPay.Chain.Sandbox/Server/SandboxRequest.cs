using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Signing;
using WeChatPay.Chain.Sandbox.V2;

namespace WeChatPay.Chain.Sandbox;

/// <summary>A request as it reached the sandbox, whether it was accepted or not.</summary>
public sealed class SandboxRequest
{
    internal SandboxRequest(HttpMethod method, string target, IReadOnlyDictionary<string, string> headers, byte[] bodyBytes)
    {
        Method = method;
        Target = target;
        Headers = headers;
        BodyBytes = bodyBytes;
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>Path and query exactly as they were sent, which is what the signature covers.</summary>
    public string Target { get; }

    /// <summary>The path exactly as it was sent.</summary>
    public string Path => Target.Split('?')[0];

    /// <summary>The headers under their names, whatever their case; several of one name are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as it was sent.</summary>
    public byte[] BodyBytes { get; }

    /// <summary>The body as UTF-8 text.</summary>
    public string Body => Encoding.UTF8.GetString(BodyBytes);

    /// <summary>The body as JSON; <see cref="JsonValueKind.Undefined"/> when it is empty or no JSON.</summary>
    public JsonElement Json
    {
        get
        {
            try
            {
                return BodyBytes.Length == 0 || !Utf8.IsValid(BodyBytes) ? default : JsonElement.Parse(BodyBytes);
            }
            catch (JsonException)
            {
                // A test may send anything; what is no JSON has no fields.
                return default;
            }
        }
    }

    /// <summary>The fields of an APIv2 request: of its XML or its form, in a GET of its query. Empty when there are none, or a name comes twice.</summary>
    public IReadOnlyDictionary<string, string> Xml => field ??= IsV2 ? V2Fields.Of(this) : new Dictionary<string, string>();

    /// <summary>Whether the merchant's key signed exactly this request; of APIv3 not more than five minutes ago.</summary>
    public bool IsSignatureValid => MerchantId is not null;

    /// <summary>The merchant who signed (<c>mchid</c>, <c>mch_id</c>); null unless <see cref="IsSignatureValid"/>.</summary>
    public string? MerchantId => Signer?.MerchantId ?? V2MerchantId;

    /// <summary>The serial number of the certificate that signed (<c>serial_no</c>); null unless <see cref="IsSignatureValid"/>, and in APIv2.</summary>
    public string? MerchantSerialNumber => Signer?.SerialNumber;

    /// <summary>The signature's nonce (<c>nonce_str</c>); null unless <see cref="IsSignatureValid"/>.</summary>
    public string? Nonce => Signer?.Nonce ?? (V2MerchantId is null ? null : Xml.GetValueOrDefault("nonce_str"));

    /// <summary>When the request was signed, to the second; null unless <see cref="IsSignatureValid"/>, and in APIv2.</summary>
    public DateTimeOffset? Timestamp =>
        Signer is null ? null : DateTimeOffset.FromUnixTimeSeconds(long.Parse(Signer.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture));

    internal bool IsV2 => V2Fields.AreMeantBy(this);

    internal AuthorizationFields? Signer { get; set; }

    /// <summary>Whose platform keys open the sensitive fields.</summary>
    internal SandboxIdentity? Identity { get; set; }

    internal string? V2MerchantId { get; set; }

    /// <summary>The values of the variables of the template that matched, decoded. Empty when none matched.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; internal set; } = new Dictionary<string, string>();

    /// <summary>
    /// What the function that <see cref="WeChatPaySandbox.Respond(HttpMethod, string, Func{SandboxRequest, object})"/> was given threw
    /// for this request, which was then answered 500. Null mostly.
    /// </summary>
    public Exception? HandlerException { get; internal set; }

    /// <summary>A parameter of the query, decoded; null when there is none of that name.</summary>
    public string? Query(string name)
    {
        var at = Target.IndexOf('?', StringComparison.Ordinal);
        return (at < 0 ? "" : Target[(at + 1)..]).Split('&')
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2 && Uri.UnescapeDataString(pair[0]) == name)
            .Select(pair => Uri.UnescapeDataString(pair[1]))
            .FirstOrDefault();
    }

    /// <summary>Opens a sensitive field of the request (敏感信息加解密) with the platform's key that the header <c>Wechatpay-Serial</c> names.</summary>
    /// <param name="ciphertext">Base64, RSAES-OAEP with SHA-1.</param>
    /// <exception cref="InvalidOperationException">The request names no key of the sandbox, or the field was encrypted with another one.</exception>
    public string Decrypt(string ciphertext)
    {
        ArgumentNullException.ThrowIfNull(ciphertext);
        var key = Identity?.PlatformKeyOf(Headers.GetValueOrDefault(SignatureHeaders.Serial))
            ?? throw new InvalidOperationException($"The request names no key of this sandbox in {SignatureHeaders.Serial}, so nobody could open its sensitive fields. Send the serial number or key id of the key that encrypted them.");
        try
        {
            return SensitiveFields.Decrypt(ciphertext, key);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw new InvalidOperationException($"The field does not open with the key that the request names in {SignatureHeaders.Serial}. It was encrypted with another one, or is no ciphertext.", exception);
        }
    }

    /// <summary>The method and the size; the target stays out, because an openid may be part of it.</summary>
    public override string ToString() => $"a {Method} request of {BodyBytes.Length} bytes";
}
