using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Tests.Support;
using AesGcm = WeChatPay.Chain.Crypto.AesGcm;

namespace WeChatPay.Chain.Tests.Notifications;

/// <summary>A notification as the platform posts it, to be altered by tests.</summary>
internal sealed class SignedNotification
{
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_795_255_523);

    private SignedNotification(byte[] body, Dictionary<string, string> headers)
    {
        Body = body;
        Headers = headers;
    }

    public byte[] Body { get; set; }

    public Dictionary<string, string> Headers { get; }

    public static SignedNotification Create(
        string resource = """{"out_trade_no":"1217752501201407033233368018","trade_state":"SUCCESS","amount":{"total":100}}""",
        string algorithm = "AEAD_AES_256_GCM",
        string apiV3Key = Merchant.ApiV3Key)
    {
        const string Nonce = "fdasflkja484";
        const string AssociatedData = "transaction";
        var ciphertext = AesGcm.Encrypt(resource, apiV3Key, Nonce, AssociatedData);
        return Sign(JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = "EV-2018022511223320873",
            create_time = "2026-11-21T17:25:23+08:00",
            resource_type = "encrypt-resource",
            event_type = "TRANSACTION.SUCCESS",
            summary = "支付成功",
            resource = new { original_type = "transaction", algorithm, ciphertext, associated_data = AssociatedData, nonce = Nonce },
        }));
    }

    public static SignedNotification Sign(byte[] body)
    {
        var timestamp = $"{Now.ToUnixTimeSeconds()}";
        var text = (byte[])[.. Encoding.UTF8.GetBytes($"{timestamp}\n5K8264ILTKCH16CQ2502SI8ZNMTM67VS\n"), .. body, (byte)'\n'];
        return new SignedNotification(body, new Dictionary<string, string>
        {
            ["Wechatpay-Timestamp"] = timestamp,
            ["Wechatpay-Nonce"] = "5K8264ILTKCH16CQ2502SI8ZNMTM67VS",
            ["Wechatpay-Serial"] = Merchant.PublicKeyId,
            ["Wechatpay-Signature"] = Convert.ToBase64String(
                Merchant.PlatformKey.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        });
    }
}
