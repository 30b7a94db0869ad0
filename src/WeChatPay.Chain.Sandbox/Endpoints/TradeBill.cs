using System.IO.Compression;
using System.Text;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>A trade bill with two payments, the same in APIv2 and APIv3.</summary>
internal static class TradeBill
{
    private static readonly string[] _columns =
    [
        "交易时间", "公众账号ID", "商户号", "特约商户号", "设备号", "微信订单号", "商户订单号", "用户标识", "交易类型", "交易状态", "付款银行", "货币种类", "应结订单金额", "代金券金额",
        "微信退款单号", "商户退款单号", "退款金额", "充值券退款金额", "退款类型", "退款状态", "商品名称", "商户数据包", "手续费", "费率", "订单金额", "申请退款金额", "费率备注",
    ];

    private static readonly string[] _totals = ["总交易单数", "应结订单总金额", "退款总金额", "充值券退款总金额", "手续费总金额", "订单总金额", "申请退款总金额"];

    /// <summary>Creates the response with the bill of a day.</summary>
    public static SandboxResponse CreateFile(DateOnly date, string merchantId, bool gzip)
    {
        var csv = CreateCsv(date, merchantId);
        return gzip ? SandboxResponse.Bytes(Compress(csv), "application/x-gzip") : SandboxResponse.Bytes(csv, "text/plain");
    }

    public static byte[] CreateCsv(DateOnly date, string merchantId)
    {
        string[][] payments =
        [
            CreatePayment(date, merchantId, 1, "12:00:00", "0.01", "苹果,红"),
            CreatePayment(date, merchantId, 2, "18:30:00", "12.50", "\"好\"茶 15\" 托盘"),
        ];
        var csv = new StringBuilder("\uFEFF");
        AppendLine(csv, _columns);
        foreach (var payment in payments)
        {
            AppendValues(csv, payment);
        }
        AppendLine(csv, _totals);
        AppendValues(csv, ["2", "12.51", "0.00", "0.00", "0.08", "12.51", "0.00"]);
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static string[] CreatePayment(DateOnly date, string merchantId, int number, string time, string amount, string goods) =>
    [
        $"{date:yyyy-MM-dd} {time}", "wx8888888888888888", merchantId, "0", "",
        $"42000000{date:yyyyMMdd}{number:D12}", $"order-{date:yyyyMMdd}-{number}", $"o-Sandbox_{number:D2}",
        "JSAPI", "SUCCESS", "OTHERS", "CNY", amount, "0.00", "0", "0", "0.00", "0.00", "", "", goods, "", "0.04", "0.60%", amount,
        "0.00", "",
    ];

    private static byte[] Compress(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }
        return compressed.ToArray();
    }

    private static void AppendLine(StringBuilder csv, string[] cells) => csv.AppendJoin(',', cells).Append("\r\n");

    // A backtick before each value keeps spreadsheets from reading it as a number.
    private static void AppendValues(StringBuilder csv, string[] values) =>
        AppendLine(csv, Array.ConvertAll(values, value => $"`{value}"));
}
