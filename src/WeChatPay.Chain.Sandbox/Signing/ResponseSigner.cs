using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Server;

namespace WeChatPay.Chain.Sandbox.Signing;

/// <summary>Signs responses and notifications as the platform does.</summary>
internal sealed class ResponseSigner(SandboxIdentity identity, SandboxOptions options)
{
    /// <param name="response">The response, to which the signature headers are added.</param>
    /// <param name="age">The age of the timestamp.</param>
    public void Sign(OutgoingResponse response, TimeSpan age)
    {
        var certificate = options.SignWithCertificate || identity.CertificatesOnly ? identity.Certificates.Current : null;
        var (serial, key) = certificate is null ? (identity.PublicKeyId, identity.PlatformKey) : (certificate.Serial, certificate.Key);
        var timestamp = $"{(options.TimeProvider.GetUtcNow() - age).ToUnixTimeSeconds()}";
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var message = (byte[])[.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. GetSignedBytes(response), (byte)'\n'];
        response.Headers[SignatureHeaders.Timestamp] = timestamp;
        response.Headers[SignatureHeaders.Nonce] = nonce;
        response.Headers[SignatureHeaders.Serial] = serial;
        response.Headers[SignatureHeaders.SignatureType] = SignatureHeaders.Scheme;
        response.Headers[SignatureHeaders.Signature] =
            Convert.ToBase64String(key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    // The signature of a statement covers its digest, not its bytes.
    private static byte[] GetSignedBytes(OutgoingResponse response) =>
        response.Headers.TryGetValue(SignatureHeaders.StatementSha1, out var sha1)
            ? Encoding.UTF8.GetBytes($"{{\"sha1\":\"{sha1}\"}}")
            : response.Body;
}
