using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Server;
using WeChatPay.Chain.Sandbox.Signing;
using WeChatPay.Chain.Sandbox.V2;

namespace WeChatPay.Chain.Sandbox;

/// <summary>A request that the sandbox received, whether or not it was accepted.</summary>
public sealed class SandboxRequest
{
    internal SandboxRequest(HttpMethod method, string target, IReadOnlyDictionary<string, string> headers, byte[] bodyBytes)
    {
        Method = method;
        Target = target;
        Headers = headers;
        BodyBytes = bodyBytes;
    }

    /// <summary>Gets the HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>Gets the path and the query exactly as sent, percent-encoded. The signature covers them.</summary>
    public string Target { get; }

    /// <summary>Gets the path exactly as sent, percent-encoded.</summary>
    public string Path => Target.Split('?')[0];

    /// <summary>
    /// Gets the decoded query parameters by name; names are case-sensitive. If a name occurs more than once, its first value is used; a
    /// name without an equals sign is left out.
    /// </summary>
    public IReadOnlyDictionary<string, string> Query => field ??= QueryString.Parse(Target);

    /// <summary>Gets the headers by name, ignoring case. Several headers with the same name are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets the decoded values of the variables in the template that matched; empty if no template matched.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; internal set; } = new Dictionary<string, string>();

    /// <summary>Gets the bytes of the body; empty if the request has none.</summary>
    public byte[] BodyBytes { get; }

    /// <summary>Gets the body as a UTF-8 string; empty if the request has none.</summary>
    public string Body => Encoding.UTF8.GetString(BodyBytes);

    /// <summary>Gets the body as JSON; <see cref="JsonValueKind.Undefined"/> if it is empty or not valid JSON.</summary>
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
                // A test may send anything.
                return default;
            }
        }
    }

    /// <summary>
    /// Gets the fields of an APIv2 request: the query of a GET, otherwise the form or the XML. Empty for an APIv3 request, for a body that
    /// is not flat XML, and if a field occurs more than once.
    /// </summary>
    public IReadOnlyDictionary<string, string> Xml => field ??= IsV2 ? V2Fields.Read(this) : new Dictionary<string, string>();

    /// <summary>
    /// Gets a value indicating whether the merchant's signature of this request is valid. In APIv3 this includes the timestamp, which must
    /// be within 300 seconds of the sandbox's time.
    /// </summary>
    public bool IsSignatureValid => MerchantId is not null;

    /// <summary>
    /// Gets the ID of the merchant who signed the request (<c>mchid</c>, in APIv2 <c>mch_id</c>); <see langword="null"/> if the signature
    /// is not valid.
    /// </summary>
    public string? MerchantId { get; internal set; }

    /// <summary>
    /// Gets the serial number of the merchant certificate whose key signed the request (<c>serial_no</c>); <see langword="null"/> if the
    /// signature is not valid, and in APIv2, which has no certificates.
    /// </summary>
    public string? MerchantSerialNumber { get; internal set; }

    /// <summary>
    /// Gets the exception thrown by the handler passed to
    /// <see cref="WeChatPaySandbox.Respond(HttpMethod, string, Func{SandboxRequest, object})"/>; <see langword="null"/> if it threw none.
    /// </summary>
    public Exception? HandlerException { get; internal set; }

    internal bool IsV2 => V2Fields.IsV2Request(this);

    /// <summary>The sandbox's keys, which decrypt sensitive fields.</summary>
    internal SandboxIdentity? Identity { get; set; }

    /// <summary>
    /// Decrypts a sensitive field of the request (敏感信息加解密) with the platform key that its header <c>Wechatpay-Serial</c> names.
    /// </summary>
    /// <param name="ciphertext">The encrypted field, in Base64.</param>
    /// <returns>The plaintext, decoded as UTF-8.</returns>
    /// <exception cref="InvalidOperationException">
    /// The request does not name a key of the sandbox, or <paramref name="ciphertext"/> was not encrypted with that key.
    /// </exception>
    public string Decrypt(string ciphertext)
    {
        ArgumentNullException.ThrowIfNull(ciphertext);
        var key = Identity?.FindPlatformKey(Headers.GetValueOrDefault(SignatureHeaders.Serial)) ?? throw new InvalidOperationException(
            $"The header {SignatureHeaders.Serial} does not name a key of this sandbox. Send the serial number or key ID of the key "
                + "that encrypted the sensitive fields.");
        try
        {
            return SensitiveFields.Decrypt(ciphertext, key);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw new InvalidOperationException(
                $"The field cannot be decrypted with the key that the header {SignatureHeaders.Serial} names. It was encrypted with "
                    + "another key, or not at all.",
                exception);
        }
    }

    /// <summary>Returns the HTTP method and the size of the body. The target is left out, because it may contain personal data.</summary>
    public override string ToString() => $"a {Method} request of {BodyBytes.Length} bytes";
}
