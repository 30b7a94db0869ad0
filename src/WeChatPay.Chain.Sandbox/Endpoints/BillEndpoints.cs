using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>A small trade bill for every day that is over: asked for under one path, downloaded under another.</summary>
internal static class BillEndpoints
{
    private const string File = "v3/billdownload/file";

    private static readonly string[] _columns =
    [
        "交易时间", "公众账号ID", "商户号", "特约商户号", "设备号", "微信订单号", "商户订单号", "用户标识", "交易类型", "交易状态", "付款银行", "货币种类", "应结订单金额", "代金券金额",
        "微信退款单号", "商户退款单号", "退款金额", "充值券退款金额", "退款类型", "退款状态", "商品名称", "商户数据包", "手续费", "费率", "订单金额", "申请退款金额", "费率备注",
    ];

    private static readonly string[] _totals = ["总交易单数", "应结订单总金额", "退款总金额", "充值券退款总金额", "手续费总金额", "订单总金额", "申请退款总金额"];

    public static IEnumerable<Route> All(TimeProvider timeProvider) =>
    [
        new(new Endpoint(HttpMethod.Get, "v3/bill/tradebill"), request => Announce(request, timeProvider)),
        new(new Endpoint(HttpMethod.Get, File), Download),
    ];

    /// <summary>The bill of a day, the same in both protocols.</summary>
    public static byte[] CsvOf(DateOnly date, string merchantId)
    {
        string[][] payments =
        [
            Payment(1, "12:00:00", "0.01", "苹果,红"),
            Payment(2, "18:30:00", "12.50", "\"好\"茶 15\" 托盘"),
        ];
        var csv = new StringBuilder("\uFEFF").AppendLine(_columns, "");
        foreach (var payment in payments)
        {
            csv.AppendLine(payment, "`");
        }
        csv.AppendLine(_totals, "").AppendLine(["2", "12.51", "0.00", "0.00", "0.08", "12.51", "0.00"], "`");
        return Encoding.UTF8.GetBytes(csv.ToString());

        string[] Payment(int number, string time, string amount, string goods) =>
        [
            $"{date:yyyy-MM-dd} {time}", "wx8888888888888888", merchantId, "0", "", $"42000000{date:yyyyMMdd}{number:D12}", $"order-{date:yyyyMMdd}-{number}",
            $"o-Sandbox_{number:D2}", "JSAPI", "SUCCESS", "OTHERS", "CNY", amount, "0.00", "0", "0", "0.00", "0.00", "", "", goods, "", "0.04", "0.60%", amount, "0.00", "",
        ];
    }

    public static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Optimal))
        {
            packer.Write(plain);
        }
        return packed.ToArray();
    }

    private static SandboxResponse Announce(SandboxRequest request, TimeProvider timeProvider)
    {
        if (DateOf(request.Query("bill_date")) is not { } date)
        {
            return ParameterError("bill_date", "a date as yyyy-MM-dd is required");
        }
        if (request.Query("tar_type") is not (null or "GZIP") and var type)
        {
            return ParameterError("tar_type", $"'{type}' is not GZIP");
        }
        if (date >= PlatformTime.Date(timeProvider.GetUtcNow()))
        {
            return SandboxResponse.Error(400, "NO_STATEMENT_EXIST", "账单文件不存在");
        }
        var packing = request.Query("tar_type") is null ? "" : "&tartype=gzip";
        return SandboxResponse.Json(new
        {
            hash_type = "SHA1",
            hash_value = DigestOf(CsvOf(date, request.MerchantId!)),
            download_url = $"http://{request.Headers["Host"]}/{File}?token={TokenOf(date)}{packing}",
        });
    }

    // The platform signs no files.
    private static SandboxResponse Download(SandboxRequest request)
    {
        if (DateOf(request.Query("token")?.Split('.')[0]) is not { } date || request.Query("token") != TokenOf(date))
        {
            return ParameterError("token", "not from a download_url");
        }
        var csv = CsvOf(date, request.MerchantId!);
        var file = request.Query("tartype") is "gzip" ? SandboxResponse.Bytes(Gzip(csv), "application/x-gzip") : SandboxResponse.Bytes(csv, "text/plain");
        return file with { IsSigned = false };
    }

    private static SandboxResponse ParameterError(string field, string issue) =>
        SandboxResponse.Error(400, "PARAM_ERROR", $"参数“{field}”不正确", new { field = $"/{field}", issue, location = "query" });

    private static DateOnly? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string TokenOf(DateOnly date) => $"{date:yyyy-MM-dd}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{date:O}")).AsSpan(0, 16))}";

    private static StringBuilder AppendLine(this StringBuilder csv, string[] values, string mark) => csv.AppendJoin(',', values.Select(value => mark + value)).Append("\r\n");

#pragma warning disable CA5350 // The platform's choice of digest.
    private static string DigestOf(byte[] csv) => Convert.ToHexStringLower(SHA1.HashData(csv));
#pragma warning restore CA5350
}
