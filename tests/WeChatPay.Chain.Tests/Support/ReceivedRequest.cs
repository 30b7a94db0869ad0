using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>A request as sent by the client.</summary>
internal sealed record ReceivedRequest(HttpMethod Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[] BodyBytes)
{
    public string Target => Uri.PathAndQuery;

    public string Body => Encoding.UTF8.GetString(BodyBytes);

    public string Authorization => Headers["Authorization"];

    /// <summary>A field of <c>Authorization</c>, such as <c>nonce_str</c>.</summary>
    public string AuthorizationField(string name) => Regex.Match(Authorization, $"[ ,]{name}=\"([^\"]*)\"").Groups[1].Value;

    /// <summary>Whether the merchant's key signed exactly this request, as the platform checks it.</summary>
    public bool IsSigned(string? signedBody = null)
    {
        var message =
            $"{Method.Method}\n{Target}\n{AuthorizationField("timestamp")}\n{AuthorizationField("nonce_str")}\n{signedBody ?? Body}\n";
        return Authorization.StartsWith("WECHATPAY2-SHA256-RSA2048 ", StringComparison.Ordinal)
            && AuthorizationField("mchid") == Merchant.Id
            && AuthorizationField("serial_no") == Merchant.SerialNumber
            && Merchant.Key.VerifyData(
                Encoding.UTF8.GetBytes(message),
                Convert.FromBase64String(AuthorizationField("signature")),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1);
    }
}
