using System.Text.Json;
using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>The endpoints for orders (下单、查询、关闭) and refunds (退款).</summary>
/// <param name="book">The orders and refunds.</param>
/// <param name="merchantId">The merchant of the sandbox.</param>
internal sealed class PaymentEndpoints(OrderBook book, string merchantId)
{
    private const string Orders = "v3/pay/transactions";
    private const string Refunds = "v3/refund/domestic/refunds";

    public IEnumerable<Route> CreateRoutes() =>
    [
        .. OrderTerms.TradeTypes.Select(type =>
            new Route(new Endpoint(HttpMethod.Post, $"{Orders}/{type}"), request => Place(request, type))),
        new(new Endpoint(HttpMethod.Get, $"{Orders}/out-trade-no/{{out_trade_no}}"),
            request => Query(request, order => order.Terms.OutTradeNo == request.Variables["out_trade_no"])),
        new(new Endpoint(HttpMethod.Get, $"{Orders}/id/{{transaction_id}}"),
            request => Query(request, order => order.TransactionId == request.Variables["transaction_id"])),
        new(new Endpoint(HttpMethod.Post, $"{Orders}/out-trade-no/{{out_trade_no}}/close"), Close),
        new(new Endpoint(HttpMethod.Post, Refunds), Refund),
        new(new Endpoint(HttpMethod.Get, $"{Refunds}/{{out_refund_no}}"), request => book.QueryRefund(request.Variables["out_refund_no"])),
    ];

    private SandboxResponse Place(SandboxRequest request, string tradeType)
    {
        var (body, fields) = Read(request);
        return OrderTerms.Read(tradeType, body, fields, merchantId) is { } terms ? book.Place(terms) : fields.Error!;
    }

    private SandboxResponse Query(SandboxRequest request, Func<Order, bool> predicate)
    {
        if (request.Query.GetValueOrDefault("mchid") != merchantId)
        {
            var detail = new { field = "/mchid", issue = "must be the merchant who signed the request", location = "query" };
            return SandboxResponse.Error(400, "PARAM_ERROR", "参数“mchid”不正确", detail);
        }
        return book.Query(predicate, order => TransactionView.From(order, merchantId));
    }

    private SandboxResponse Close(SandboxRequest request)
    {
        var (_, fields) = Read(request);
        fields.ReadText("/mchid", merchantId, "must be the merchant who signed the request");
        return fields.Error ?? book.Close(request.Variables["out_trade_no"]);
    }

    private SandboxResponse Refund(SandboxRequest request)
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
