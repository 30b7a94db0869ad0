using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WeChatPay.Chain.Benchmarks.Load;

namespace WeChatPay.Chain.Benchmarks.Files;

/// <summary>A platform in a separate process, which accepts uploads and serves bills of any size.</summary>
internal static class FilesPlatform
{
    public static Task RunAsync() => LoadPlatform.ServeAsync(key => context => context.Request.Path.Value switch
    {
        "/v3/bill/tradebill" => AnnounceBillAsync(context, key),
        "/v3/billdownload/file" =>
            LargeBill.WriteAsync(context.Response.Body, ReadSize(context), context.Request.Query["tartype"] == "gzip"),
        _ => AcceptUploadAsync(context, key),
    });

    private static int ReadSize(HttpContext context) =>
        int.Parse(context.Request.Query["mebibytes"]!, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task AcceptUploadAsync(HttpContext context, RSA key)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        await RespondAsync(context.Response, key, new { media_id = "m-1" });
    }

    private static Task AnnounceBillAsync(HttpContext context, RSA key)
    {
        var (size, packing) = (ReadSize(context), context.Request.Query["tar_type"] == "GZIP" ? "&tartype=gzip" : "");
        return RespondAsync(context.Response, key, new
        {
            hash_type = "SHA1",
            hash_value = LargeBill.ComputeDigest(size),
            download_url = $"http://{context.Request.Host}/v3/billdownload/file?mebibytes={size}{packing}",
        });
    }

    private static async Task RespondAsync(HttpResponse response, RSA key, object content)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(content);
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var text = (byte[])[.. Encoding.UTF8.GetBytes($"{timestamp}\nnonce\n"), .. body, (byte)'\n'];
        response.ContentType = "application/json";
        response.Headers["Wechatpay-Timestamp"] = $"{timestamp}";
        response.Headers["Wechatpay-Nonce"] = "nonce";
        response.Headers["Wechatpay-Serial"] = BenchmarkKeys.PublicKeyId;
        response.Headers["Wechatpay-Signature"] = Convert.ToBase64String(
            key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        await response.Body.WriteAsync(body);
    }
}
