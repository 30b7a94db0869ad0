using System.Globalization;
using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>The built-in endpoints of APIv2.</summary>
/// <remarks>They keep no orders: every order is paid, and its amount is 101 fen unless the request has one.</remarks>
internal static class V2Endpoints
{
    private const string Total = "101";

    public static IEnumerable<Route> CreateRoutes(TimeProvider timeProvider) =>
    [
        new(Post("pay/unifiedorder"),
            Require(["appid", "body", "out_trade_no", "total_fee", "spbill_create_ip", "notify_url", "trade_type"], PlaceOrder)),
        new(Post("pay/orderquery"), Require(["appid", "transaction_id|out_trade_no"], request => QueryOrder(request, timeProvider))),
        new(Post("secapi/pay/refund"),
            Require(["appid", "transaction_id|out_trade_no", "out_refund_no", "total_fee", "refund_fee"], Refund)),
        new(Post("pay/downloadbill"), Require(["appid", "bill_date"], request => DownloadBill(request, timeProvider))),
    ];

    private static Endpoint Post(string template) => new(HttpMethod.Post, template);

    // A bar separates alternatives, one of which is required.
    private static Func<SandboxRequest, SandboxResponse> Require(string[] fields, Func<SandboxRequest, SandboxResponse> handler) =>
        request => Array.Find(fields, field => field.Split('|').All(name => IsMissing(request, name))) is { } missing
            ? V2Errors.CreateResultError("LACK_PARAMS", $"缺少参数{missing.Replace("|", "或", StringComparison.Ordinal)}")
            : handler(request);

    private static bool IsMissing(SandboxRequest request, string name) => request.Xml.GetValueOrDefault(name, "").Length == 0;

    private static SandboxResponse PlaceOrder(SandboxRequest request)
    {
        var order = request.Xml["out_trade_no"];
        var type = request.Xml["trade_type"];
        var response = new Dictionary<string, string>
        {
            ["appid"] = request.Xml["appid"],
            ["trade_type"] = type,
            ["prepay_id"] = $"wx{Digits.From(order, 34)}",
        };
        if (type == "NATIVE")
        {
            response["code_url"] = $"weixin://wxpay/bizpayurl?pr={Digits.From(order, 9)}";
        }
        return SandboxResponse.Xml(response);
    }

    private static SandboxResponse QueryOrder(SandboxRequest request, TimeProvider timeProvider) => SandboxResponse.Xml(new
    {
        appid = request.Xml["appid"],
        trade_state = "SUCCESS",
        trade_state_desc = "支付成功",
        trade_type = "JSAPI",
        bank_type = "OTHERS",
        total_fee = Total,
        cash_fee = Total,
        transaction_id = GetTransactionId(request),
        out_trade_no = GetOrderNumber(request),
        time_end = PlatformTime.ToCompact(timeProvider.GetUtcNow()),
    });

    private static SandboxResponse Refund(SandboxRequest request) => SandboxResponse.Xml(new
    {
        appid = request.Xml["appid"],
        transaction_id = GetTransactionId(request),
        out_trade_no = GetOrderNumber(request),
        out_refund_no = request.Xml["out_refund_no"],
        refund_id = $"5030{Digits.From(request.Xml["out_refund_no"], 24)}",
        refund_fee = request.Xml["refund_fee"],
        total_fee = request.Xml["total_fee"],
        cash_fee = request.Xml["total_fee"],
    });

    // The platform does not sign files.
    private static SandboxResponse DownloadBill(SandboxRequest request, TimeProvider timeProvider)
    {
        if (!DateOnly.TryParseExact(request.Xml["bill_date"], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return V2Errors.CreateReturnError("invalid bill_date");
        }
        if (date >= PlatformTime.ToDate(timeProvider.GetUtcNow()))
        {
            return V2Errors.CreateReturnError("No Bill Exist");
        }
        var gzip = request.Xml.GetValueOrDefault("tar_type") == "GZIP";
        return TradeBill.CreateFile(date, request.MerchantId!, gzip) with { IsSigned = false };
    }

    private static string GetTransactionId(SandboxRequest request) =>
        IsMissing(request, "transaction_id") ? $"4200{Digits.From(request.Xml["out_trade_no"], 24)}" : request.Xml["transaction_id"];

    private static string GetOrderNumber(SandboxRequest request) =>
        IsMissing(request, "out_trade_no") ? Digits.From(request.Xml["transaction_id"], 28) : request.Xml["out_trade_no"];
}
