using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>A notification as the platform posts it, which tests can alter.</summary>
internal sealed class SignedNotification
{
    /// <summary>Part of every resource; must not appear in any response or log.</summary>
    public const string Secret = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

    private SignedNotification(byte[] body, TestMerchant merchant, DateTimeOffset time)
    {
        Body = body;
        Headers = HeadersFor(body, merchant, time);
    }

    public byte[] Body { get; set; }

    public Dictionary<string, string> Headers { get; }

    public static SignedNotification Create(TestMerchant merchant, string id = "EV-2018022511223320873", DateTimeOffset? time = null)
    {
        const string Nonce = "fdasflkja484";
        const string AssociatedData = "transaction";
        var resource = JsonSerializer.Serialize(
            new { out_trade_no = "A20261121001", mchid = merchant.Id, payer = new { openid = Secret } });
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id,
            create_time = "2026-11-21T17:25:23+08:00",
            resource_type = "encrypt-resource",
            event_type = "TRANSACTION.SUCCESS",
            summary = "支付成功",
            resource = new
            {
                original_type = AssociatedData,
                algorithm = "AEAD_AES_256_GCM",
                ciphertext = Encrypt(resource, merchant.ApiV3Key, Nonce, AssociatedData),
                associated_data = AssociatedData,
                nonce = Nonce
            },
        });
        return Sign(body, merchant, time);
    }

    public static SignedNotification Sign(byte[] body, TestMerchant merchant, DateTimeOffset? time = null) =>
        new(body, merchant, time ?? DateTimeOffset.UtcNow);

    public HttpRequestMessage ToRequest(string target)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(Body) };
        request.Content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    private static Dictionary<string, string> HeadersFor(byte[] body, TestMerchant merchant, DateTimeOffset time)
    {
        const string Nonce = "5K8264ILTKCH16CQ2502SI8ZNMTM67VS";
        var timestamp = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = (byte[])[.. Encoding.UTF8.GetBytes($"{timestamp}\n{Nonce}\n"), .. body, (byte)'\n'];
        return new Dictionary<string, string>
        {
            ["Wechatpay-Timestamp"] = timestamp,
            ["Wechatpay-Nonce"] = Nonce,
            ["Wechatpay-Serial"] = TestMerchant.PublicKeyId,
            ["Wechatpay-Signature"] = Convert.ToBase64String(
                merchant.PlatformKey.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        };
    }

    private static string Encrypt(string plaintext, string key, string nonce, string associatedData)
    {
        var bytes = Encoding.UTF8.GetBytes(plaintext);
        var ciphertext = new byte[bytes.Length];
        var tag = new byte[16];
        using var cipher = new AesGcm(Encoding.UTF8.GetBytes(key), tag.Length);
        cipher.Encrypt(Encoding.UTF8.GetBytes(nonce), bytes, ciphertext, tag, Encoding.UTF8.GetBytes(associatedData));
        return Convert.ToBase64String([.. ciphertext, .. tag]);
    }
}
