using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>The trade bill of each past day: one endpoint returns a download URL, the other the file.</summary>
internal static class BillEndpoints
{
    private const string File = "v3/billdownload/file";

    public static IEnumerable<Route> CreateRoutes(TimeProvider timeProvider) =>
    [
        new(new Endpoint(HttpMethod.Get, "v3/bill/tradebill"), request => GetDownloadUrl(request, timeProvider)),
        new(new Endpoint(HttpMethod.Get, File), GetFile),
    ];

    private static SandboxResponse GetDownloadUrl(SandboxRequest request, TimeProvider timeProvider)
    {
        if (ParseDate(request.Query.GetValueOrDefault("bill_date")) is not { } date)
        {
            return ParameterError("bill_date", "a date in the format yyyy-MM-dd is required");
        }
        var type = request.Query.GetValueOrDefault("tar_type");
        if (type is not (null or "GZIP"))
        {
            return ParameterError("tar_type", $"must be GZIP (was '{type}')");
        }
        if (date >= PlatformTime.ToDate(timeProvider.GetUtcNow()))
        {
            return SandboxResponse.Error(400, "NO_STATEMENT_EXIST", "账单文件不存在");
        }
        var packing = type is null ? "" : "&tartype=gzip";
        return SandboxResponse.Json(new
        {
            hash_type = "SHA1",
            hash_value = ComputeSha1(TradeBill.CreateCsv(date, request.MerchantId!)),
            download_url = $"http://{request.Headers["Host"]}/{File}?token={CreateToken(date)}{packing}",
        });
    }

    // The platform does not sign files.
    private static SandboxResponse GetFile(SandboxRequest request)
    {
        var token = request.Query.GetValueOrDefault("token");
        if (ParseDate(token?.Split('.')[0]) is not { } date || token != CreateToken(date))
        {
            return ParameterError("token", "the token of a download_url is required");
        }
        var gzip = request.Query.GetValueOrDefault("tartype") == "gzip";
        return TradeBill.CreateFile(date, request.MerchantId!, gzip) with { IsSigned = false };
    }

    private static SandboxResponse ParameterError(string field, string issue) =>
        SandboxResponse.Error(400, "PARAM_ERROR", $"参数“{field}”不正确", new { field = $"/{field}", issue, location = "query" });

    private static DateOnly? ParseDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string CreateToken(DateOnly date)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{date:O}"));
        return $"{date:yyyy-MM-dd}.{Convert.ToHexStringLower(digest.AsSpan(0, 16))}";
    }

#pragma warning disable CA5350 // The platform requires SHA-1.
    private static string ComputeSha1(byte[] csv) => Convert.ToHexStringLower(SHA1.HashData(csv));
#pragma warning restore CA5350
}
