using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WeChatPay.Chain.AheadOfTime;

/// <summary>The platform, inside the program. It returns what it received in a signed response.</summary>
internal sealed class Platform : HttpMessageHandler
{
    public const string ApiV3Key = "0123456789abcdefghijklmnopqrstuv";
    public const string ApiV2Key = "vutsrqponmlkjihgfedcba9876543210";

    private const string KeyId = "PUB_KEY_ID_0119000001092026112100000000000001";

    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _merchantKey = RSA.Create(2048);

    public WeChatPayClientOptions Options => new()
    {
        MerchantId = "1900000109",
        MerchantSerialNumber = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
        MerchantPrivateKey = _merchantKey,
        PlatformKeys = { [KeyId] = _key },
        ApiV3Key = ApiV3Key,
        ApiV2Key = ApiV2Key,
        PrimaryHandler = this,
    };

    /// <summary>The number of requests received.</summary>
    public int Received { get; private set; }

    /// <summary>Creates the signature headers of the platform for a message.</summary>
    public Dictionary<string, string> Sign(byte[] body)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Guid.NewGuid().ToString("N");
        byte[] message = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        return new Dictionary<string, string>
        {
            ["Wechatpay-Timestamp"] = timestamp,
            ["Wechatpay-Nonce"] = nonce,
            ["Wechatpay-Serial"] = KeyId,
            ["Wechatpay-Signature"] = Convert.ToBase64String(_key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        };
    }

    /// <summary>Decrypts a value that was encrypted for the platform.</summary>
    public string Decrypt(string ciphertext) =>
        Encoding.UTF8.GetString(_key.Decrypt(Convert.FromBase64String(ciphertext), RSAEncryptionPadding.OaepSHA1));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Respond(request, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Content?.ReadAsStream(cancellationToken) ?? Stream.Null);
        return Respond(request, reader.ReadToEnd());
    }

    protected override void Dispose(bool disposing)
    {
        _key.Dispose();
        _merchantKey.Dispose();
        base.Dispose(disposing);
    }

    private HttpResponseMessage Respond(HttpRequestMessage request, string body)
    {
        Received++;
        return request.RequestUri!.AbsolutePath switch
        {
            "/v3/closed" => Create(HttpStatusCode.BadRequest, """{"code":"ORDER_CLOSED","message":"订单已关闭"}"""),
            "/v3/forged" => Create(HttpStatusCode.OK, "{}", Sign("{ }"u8.ToArray())),
            "/pay/orderquery" => Create(HttpStatusCode.OK, V2Calls.Respond(body)),
            var path => Echo($"{request.Method} {path}{request.RequestUri.Query}", request, body),
        };
    }

    private HttpResponseMessage Echo(string line, HttpRequestMessage request, string body)
    {
        var isJson = request.Content?.Headers.ContentType?.MediaType == "application/json" && body.Length > 0;
        var echo = new JsonObject
        {
            ["line"] = line,
            ["agent"] = request.Headers.NonValidated["User-Agent"].ToString(),
            ["prepay_id"] = "wx26",
            ["body"] = isJson ? JsonNode.Parse(body) : JsonValue.Create(body),
        };
        var text = echo.ToJsonString();
        return Create(HttpStatusCode.OK, text, Sign(Encoding.UTF8.GetBytes(text)));
    }

    private static HttpResponseMessage Create(HttpStatusCode status, string body, Dictionary<string, string>? headers = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers ?? [])
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }
        return response;
    }
}
