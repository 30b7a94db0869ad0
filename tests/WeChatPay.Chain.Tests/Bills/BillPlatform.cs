using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bills;

/// <summary>A fake platform with one bill. The response that names it is signed, the file is not.</summary>
internal sealed class BillPlatform
{
    public const string Template = "v3/bill/tradebill";
    public const string Token = "6XIv5TUPto7pByrTQKhd6kwvyKLG2uY2wMMR8cNXqaA%2Fb%3D";
    public const string FileTarget = $"/v3/billdownload/file?token={Token}&tartype=gzip";

    public static byte[] Csv { get; } = Encoding.UTF8.GetBytes(
        "\uFEFF交易时间,商户订单号,订单金额\r\n"
            + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"`2026-11-20 12:00:00,`order-{i},`{i}.00\r\n"))
            + "总交易单数,订单总金额\r\n`20000,`199990000.00\r\n");

    /// <summary>The response to the URL of the file.</summary>
    public FakeResponse File { get; init; } = new() { Body = Csv, ContentType = "text/plain", Signed = false };

    public string DownloadUrl { get; init; } = $"https://api.mch.weixin.qq.com{FileTarget}";

    /// <summary>The name of the field with the URL.</summary>
    public string UrlField { get; init; } = "download_url";

    public string HashType { get; init; } = "SHA1";

    public string HashValue { get; init; } = DigestOf(Csv);

    /// <summary>Called when the file is requested.</summary>
    public Action BeforeFile { get; init; } = () => { };

    public static FakeResponse FileOf(byte[] body) => new() { Body = body, ContentType = "application/octet-stream", Signed = false };

#pragma warning disable CA5350 // The platform's choice.
    public static string DigestOf(byte[] plain) => Convert.ToHexStringLower(SHA1.HashData(plain));
#pragma warning restore CA5350

    public FakePlatform Start() => new(request =>
    {
        if (request.Uri.AbsolutePath == $"/{Template}")
        {
            return FakeResponse.Json(JsonSerializer.Serialize(
                new Dictionary<string, string> { ["hash_type"] = HashType, ["hash_value"] = HashValue, [UrlField] = DownloadUrl }));
        }
        BeforeFile();
        return File;
    });
}
