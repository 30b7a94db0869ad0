using System.Globalization;
using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>The endpoints of APIv2 that a sandbox knows without being told. It keeps no orders: each order is paid, and costs what the request says or 101 fen.</summary>
internal static class V2Endpoints
{
    private const string Total = "101";

    public static IEnumerable<Route> All(TimeProvider timeProvider) =>
    [
        new(Post("pay/unifiedorder"), Requiring(["appid", "body", "out_trade_no", "total_fee", "spbill_create_ip", "notify_url", "trade_type"], UnifiedOrder)),
        new(Post("pay/orderquery"), Requiring(["appid", "transaction_id|out_trade_no"], request => OrderQuery(request, timeProvider))),
        new(Post("secapi/pay/refund"), Requiring(["appid", "transaction_id|out_trade_no", "out_refund_no", "total_fee", "refund_fee"], Refund)),
        new(Post("pay/downloadbill"), Requiring(["appid", "bill_date"], request => DownloadBill(request, timeProvider))),
    ];

    private static Endpoint Post(string template) => new(HttpMethod.Post, template);

    // Names with a bar between them: one of them is enough.
    private static Func<SandboxRequest, SandboxResponse> Requiring(string[] fields, Func<SandboxRequest, SandboxResponse> response) => request =>
        Array.Find(fields, field => field.Split('|').All(name => request.Xml.GetValueOrDefault(name, "").Length == 0)) is { } missing
            ? V2Errors.Of("LACK_PARAMS", $"缺少参数{missing.Replace("|", "或", StringComparison.Ordinal)}")
            : response(request);

    private static SandboxResponse UnifiedOrder(SandboxRequest request)
    {
        var order = request.Xml["out_trade_no"];
        var type = request.Xml["trade_type"];
        var response = new Dictionary<string, string> { ["appid"] = request.Xml["appid"], ["trade_type"] = type, ["prepay_id"] = $"wx{Digits.Of(order, 34)}" };
        if (type == "NATIVE")
        {
            response["code_url"] = $"weixin://wxpay/bizpayurl?pr={Digits.Of(order, 9)}";
        }
        return SandboxResponse.Xml(response);
    }

    private static SandboxResponse OrderQuery(SandboxRequest request, TimeProvider timeProvider) => SandboxResponse.Xml(new
    {
        appid = request.Xml["appid"],
        trade_state = "SUCCESS",
        trade_state_desc = "支付成功",
        trade_type = "JSAPI",
        bank_type = "OTHERS",
        total_fee = Total,
        cash_fee = Total,
        transaction_id = TransactionOf(request),
        out_trade_no = OrderOf(request),
        time_end = PlatformTime.Compact(timeProvider.GetUtcNow()),
    });

    private static SandboxResponse Refund(SandboxRequest request) => SandboxResponse.Xml(new
    {
        appid = request.Xml["appid"],
        transaction_id = TransactionOf(request),
        out_trade_no = OrderOf(request),
        out_refund_no = request.Xml["out_refund_no"],
        refund_id = $"5030{Digits.Of(request.Xml["out_refund_no"], 24)}",
        refund_fee = request.Xml["refund_fee"],
        total_fee = request.Xml["total_fee"],
        cash_fee = request.Xml["total_fee"],
    });

    // The platform signs no files.
    private static SandboxResponse DownloadBill(SandboxRequest request, TimeProvider timeProvider)
    {
        if (!DateOnly.TryParseExact(request.Xml["bill_date"], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return V2Errors.Of("invalid bill_date");
        }
        if (date >= PlatformTime.Date(timeProvider.GetUtcNow()))
        {
            return V2Errors.Of("No Bill Exist");
        }
        var csv = BillEndpoints.CsvOf(date, request.MerchantId!);
        var file = request.Xml.GetValueOrDefault("tar_type") == "GZIP" ? SandboxResponse.Bytes(BillEndpoints.Gzip(csv), "application/x-gzip") : SandboxResponse.Bytes(csv, "text/plain");
        return file with { IsSigned = false };
    }

    private static string TransactionOf(SandboxRequest request) =>
        request.Xml.GetValueOrDefault("transaction_id") is { Length: > 0 } given ? given : $"4200{Digits.Of(request.Xml["out_trade_no"], 24)}";

    private static string OrderOf(SandboxRequest request) =>
        request.Xml.GetValueOrDefault("out_trade_no") is { Length: > 0 } given ? given : Digits.Of(request.Xml["transaction_id"], 28);
}
