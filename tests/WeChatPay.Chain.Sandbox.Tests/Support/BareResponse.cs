using System.Text;
using System.Text.Json;

namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>A response as received, unverified.</summary>
public sealed record BareResponse(int StatusCode, IReadOnlyDictionary<string, string> Headers, byte[] BodyBytes)
{
    public string Body => Encoding.UTF8.GetString(BodyBytes);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(BodyBytes);

    public string? Code => Json.GetProperty("code").GetString();

    public JsonElement Detail => Json.GetProperty("detail");

    public long Timestamp => long.Parse(Headers["Wechatpay-Timestamp"], null);

    public static async Task<BareResponse> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new BareResponse((int)response.StatusCode, headers, body);
    }

    /// <summary>Whether the signature is valid for the platform key that the response names.</summary>
    public bool IsSignedFor(WeChatPayClientOptions merchant)
    {
        if (!Headers.TryGetValue("Wechatpay-Signature", out var signature))
        {
            return false;
        }
        byte[] message =
        [
            .. Encoding.UTF8.GetBytes($"{Headers["Wechatpay-Timestamp"]}\n{Headers["Wechatpay-Nonce"]}\n"), .. BodyBytes, (byte)'\n'
        ];
        var key = merchant.PlatformKeys.Single(pair => pair.Key == Headers["Wechatpay-Serial"]).Value;
        return key.Verify(message, Convert.FromBase64String(signature));
    }
}
