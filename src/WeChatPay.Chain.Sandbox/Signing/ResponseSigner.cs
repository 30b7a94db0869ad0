using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Sandbox;

/// <summary>Signs answers and notifications as the platform does.</summary>
internal sealed class AnswerSigner(SandboxIdentity identity, SandboxOptions options)
{
    /// <param name="answer">Gets the headers of the signature.</param>
    /// <param name="age">How old the answer is to look.</param>
    public void Sign(OutgoingAnswer answer, TimeSpan age)
    {
        var certificate = options.SignWithCertificate || identity.CertificatesOnly ? identity.Certificates.Current : null;
        var (serial, key) = certificate is null ? (identity.PublicKeyId, identity.PlatformKey) : (certificate.Serial, certificate.Key);
        var timestamp = $"{(options.TimeProvider.GetUtcNow() - age).ToUnixTimeSeconds()}";
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        // A statement is signed through its digest.
        var body = answer.Headers.TryGetValue(SignatureHeaders.StatementSha1, out var sha1) ? Encoding.UTF8.GetBytes($"{{\"sha1\":\"{sha1}\"}}") : answer.Body;
        var message = (byte[])[.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        answer.Headers[SignatureHeaders.Timestamp] = timestamp;
        answer.Headers[SignatureHeaders.Nonce] = nonce;
        answer.Headers[SignatureHeaders.Serial] = serial;
        answer.Headers[SignatureHeaders.SignatureType] = SignatureHeaders.Scheme;
        answer.Headers[SignatureHeaders.Signature] = Convert.ToBase64String(key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
