using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WeChatPay.Chain.Benchmarks.Load;

/// <summary>The baseline: HttpClient and RSA, with the minimum that a correct client does.</summary>
internal sealed class BareClient(Uri baseAddress, RSA merchantKey, RSA platformKey) : IDisposable
{
    private const string Target = "/v3/payscore/permissions";

    private readonly HttpClient _http = new(
        new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null })
    {
        BaseAddress = baseAddress
    };

    public static object Payload { get; } = new
    {
        service_id = "500001",
        appid = "wx8888888888888888",
        authorization_code = "1234323JKHDFE1243252"
    };

    public async Task<byte[]> PostAsync()
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(Payload);
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var nonce = RandomNumberGenerator.GetHexString(32);
        var signature = merchantKey.SignData(
            (byte[])[.. Encoding.UTF8.GetBytes($"POST\n{Target}\n{timestamp}\n{nonce}\n"), .. body, (byte)'\n'],
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
        using var request = new HttpRequestMessage(HttpMethod.Post, Target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "bare");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"WECHATPAY2-SHA256-RSA2048 mchid=\"{BenchmarkKeys.MerchantId}\",serial_no=\"{BenchmarkKeys.MerchantSerialNumber}\","
                + $"timestamp=\"{timestamp}\",nonce_str=\"{nonce}\",signature=\"{Convert.ToBase64String(signature)}\"");
        using var response = await _http.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        var signedAt = response.Headers.GetValues("Wechatpay-Timestamp").Single();
        var verified = response.IsSuccessStatusCode
            && Math.Abs(timestamp - long.Parse(signedAt, System.Globalization.CultureInfo.InvariantCulture)) <= 300
            && response.Headers.GetValues("Wechatpay-Serial").Single() == BenchmarkKeys.PublicKeyId
            && platformKey.VerifyData(
                (byte[])[
                    .. Encoding.UTF8.GetBytes($"{signedAt}\n{response.Headers.GetValues("Wechatpay-Nonce").Single()}\n"),
                    .. content,
                    (byte)'\n'
                ],
                Convert.FromBase64String(response.Headers.GetValues("Wechatpay-Signature").Single()),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1);
        return verified ? content : throw new InvalidOperationException("The signature of the response is invalid.");
    }

    public void Dispose() => _http.Dispose();
}
