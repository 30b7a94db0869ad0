using System.Text;
using WeChatPay.Chain.Sandbox.Keys;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>Returns the platform's certificates, encrypted with the APIv3 key.</summary>
internal static class CertificateEndpoint
{
    private const string AssociatedData = "certificate";

    public static Route CreateRoute(SandboxIdentity identity) =>
        new(new Endpoint(HttpMethod.Get, "v3/certificates"), _ => CreateResponse(identity));

    private static SandboxResponse CreateResponse(SandboxIdentity identity) => identity.PublicKeyOnly
        ? SandboxResponse.Error(404, "RESOURCE_NOT_EXISTS", "商户没有平台证书，请使用微信支付公钥")
        : SandboxResponse.Json(new { data = identity.Certificates.All.Select(certificate => CreateEntry(certificate, identity.ApiV3Key)) });

    private static object CreateEntry(SigningCertificate certificate, string apiV3Key)
    {
        var encrypted = ResourceCipher.Encrypt(Encoding.UTF8.GetBytes(certificate.Pem), AssociatedData, apiV3Key);
        return new
        {
            serial_no = certificate.Serial,
            effective_time = PlatformTime.ToRfc3339(certificate.Effective),
            expire_time = PlatformTime.ToRfc3339(certificate.Expiry),
            encrypt_certificate = new
            {
                algorithm = ResourceCipher.Algorithm,
                nonce = encrypted.Nonce,
                associated_data = AssociatedData,
                ciphertext = encrypted.Ciphertext,
            },
        };
    }
}
