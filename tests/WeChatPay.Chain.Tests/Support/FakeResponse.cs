using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>A response of the fake platform, signed by default.</summary>
internal sealed class FakeResponse
{
    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    public byte[] Body { get; init; } = "{\"ok\":true}"u8.ToArray();

    /// <summary>The signed bytes; null for the body.</summary>
    public byte[]? SignedBody { get; init; }

    public string ContentType { get; init; } = "application/json";

    public bool Signed { get; init; } = true;

    public string Serial { get; init; } = Merchant.PublicKeyId;

    public RSA Key { get; init; } = Merchant.PlatformKey;

    /// <summary>The age according to the timestamp; negative for the future.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Headers to add or replace. Null removes a header.</summary>
    public Dictionary<string, string?> Headers { get; init; } = [];

    public static FakeResponse Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new() { Body = Encoding.UTF8.GetBytes(body), Status = status };

    /// <summary>Creates an error response, which is never signed.</summary>
    public static FakeResponse Error(int status, string body, string contentType = "application/json") =>
        new() { Status = (HttpStatusCode)status, Body = Encoding.UTF8.GetBytes(body), ContentType = contentType, Signed = false };

    public HttpResponseMessage ToMessage(TimeProvider clock)
    {
        var message = new HttpResponseMessage(Status) { Content = new ByteArrayContent(Body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        var headers = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["Request-ID"] = "08F5A1B2C3D4E5F6-0" };
        if (Signed)
        {
            Sign(headers, clock.GetUtcNow() - Age);
        }
        foreach (var (name, value) in Headers)
        {
            headers[name] = value;
        }
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }

    private void Sign(Dictionary<string, string?> headers, DateTimeOffset time)
    {
        var timestamp = $"{time.ToUnixTimeSeconds()}";
        var nonce = Guid.NewGuid().ToString("N");
        byte[] text = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. SignedBody ?? Body, (byte)'\n'];
        headers["Wechatpay-Timestamp"] = timestamp;
        headers["Wechatpay-Nonce"] = nonce;
        headers["Wechatpay-Serial"] = Serial;
        headers["Wechatpay-Signature"] = Convert.ToBase64String(Key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
