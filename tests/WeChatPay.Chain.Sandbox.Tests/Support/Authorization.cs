using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>The five fields of the <c>Authorization</c> header. Use <c>with</c> to tamper with one.</summary>
public sealed record Authorization(string MerchantId, string Serial, string Timestamp, string Nonce, string Signature)
{
    public string Scheme { get; init; } = "WECHATPAY2-SHA256-RSA2048";

    /// <summary>Signs the signature message: five lines, each terminated by a line feed.</summary>
    public static Authorization Sign(WeChatPayClientOptions merchant, string method, string target, long timestamp, byte[] body)
    {
        var nonce = RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 32);
        byte[] message = [.. Encoding.UTF8.GetBytes($"{method}\n{target}\n{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        var signature = merchant.MerchantPrivateKey!.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new Authorization(
            merchant.MerchantId, merchant.MerchantSerialNumber, $"{timestamp}", nonce, Convert.ToBase64String(signature));
    }

    public override string ToString() =>
        $"{Scheme} mchid=\"{MerchantId}\",serial_no=\"{Serial}\",timestamp=\"{Timestamp}\",nonce_str=\"{Nonce}\",signature=\"{Signature}\"";
}
