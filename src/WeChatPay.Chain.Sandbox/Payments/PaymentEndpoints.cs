using System.Text.Json;
using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>The endpoints for orders (下单、查询、关闭) and refunds (退款).</summary>
internal static class PaymentEndpoints
{
    private const string Orders = "v3/pay/transactions";
    private const string Refunds = "v3/refund/domestic/refunds";

    public static IEnumerable<Route> CreateRoutes(OrderBook book, string merchantId) =>
    [
        .. OrderTerms.TradeTypes.Select(type =>
            new Route(new Endpoint(HttpMethod.Post, $"{Orders}/{type}"), request => Place(request, type, book, merchantId))),
        new(new Endpoint(HttpMethod.Get, $"{Orders}/out-trade-no/{{out_trade_no}}"),
            request => Query(request, book, merchantId, order => order.Terms.OutTradeNo == request.Variables["out_trade_no"])),
        new(new Endpoint(HttpMethod.Get, $"{Orders}/id/{{transaction_id}}"),
            request => Query(request, book, merchantId, order => order.TransactionId == request.Variables["transaction_id"])),
        new(new Endpoint(HttpMethod.Post, $"{Orders}/out-trade-no/{{out_trade_no}}/close"), request => Close(request, book, merchantId)),
        new(new Endpoint(HttpMethod.Post, Refunds), request => Refund(request, book)),
        new(new Endpoint(HttpMethod.Get, $"{Refunds}/{{out_refund_no}}"), request => book.QueryRefund(request.Variables["out_refund_no"])),
    ];

    private static SandboxResponse Place(SandboxRequest request, string tradeType, OrderBook book, string merchantId)
    {
        var (body, fields) = Read(request);
        return OrderTerms.Read(tradeType, body, fields, merchantId) is { } terms ? book.Place(terms) : fields.Error!;
    }

    private static SandboxResponse Query(SandboxRequest request, OrderBook book, string merchantId, Func<Order, bool> predicate)
    {
        if (request.Query.GetValueOrDefault("mchid") != merchantId)
        {
            var detail = new { field = "/mchid", issue = "must be the merchant who signed the request", location = "query" };
            return SandboxResponse.Error(400, "PARAM_ERROR", "参数“mchid”不正确", detail);
        }
        return book.Query(predicate, order => TransactionView.From(order, merchantId));
    }

    private static SandboxResponse Close(SandboxRequest request, OrderBook book, string merchantId)
    {
        var (_, fields) = Read(request);
        fields.ReadText("/mchid", merchantId, "must be the merchant who signed the request");
        return fields.Error ?? book.Close(request.Variables["out_trade_no"]);
    }

    private static SandboxResponse Refund(SandboxRequest request, OrderBook book)
    {
        var (body, fields) = Read(request);
        return RefundTerms.Read(body, fields) is { } terms ? book.Refund(terms) : fields.Error!;
    }

    private static (JsonElement Body, BodyFields Fields) Read(SandboxRequest request)
    {
        var body = request.Json;
        return (body, new BodyFields(body));
    }
}
