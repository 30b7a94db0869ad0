using Webshop.Orders;
using Webshop.Pages;
using Webshop.Payments;
using WeChatPay.Chain;
using WeChatPay.Chain.Sandbox;

namespace Webshop;

/// <summary>The buttons of the pages. Each leads to the page of its order.</summary>
internal sealed class OrderDesk(OrderStore orders, Cashier cashier, TimeProvider timeProvider, ILogger<OrderDesk> log)
{
    public async Task<IResult> PlaceAsync(string goodsId, CancellationToken cancellationToken)
    {
        if (Goods.Find(goodsId) is not { } goods)
        {
            return Html.NotFound();
        }
        // In the database before the platform hears of it: a notification always finds it.
        var order = Order.Of(goods, timeProvider.GetUtcNow());
        orders.Add(order);
        return await RequestCodeAsync(order.Number, cancellationToken);
    }

    public Task<IResult> RequestCodeAsync(string number, CancellationToken cancellationToken) => ActAsync(number, order => cashier.RequestCodeAsync(order, cancellationToken));

    public IResult ConfirmRefund(string number) => orders.Find(number) switch
    {
        null => Html.NotFound(),
        { State: OrderState.Paid } order => Html.Page("确认退款", RefundPage.Of(order)),
        _ => Results.LocalRedirect($"/orders/{number}"),
    };

    /// <param name="number">The order.</param>
    /// <param name="confirmedFen">The amount that the user was shown and said yes to; anything else leads to the question.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IResult> RefundAsync(string number, string? confirmedFen, CancellationToken cancellationToken) =>
        orders.Find(number) is { State: OrderState.Paid } order && confirmedFen != $"{order.Fen}"
            ? Results.LocalRedirect($"/orders/{number}/refund")
            : await ActAsync(number, order => cashier.RefundAsync(order, cancellationToken));

    public Task<IResult> SimulatePaymentAsync(string number, WeChatPaySandbox sandbox, CancellationToken cancellationToken) => ActAsync(number, async order =>
    {
        try
        {
            await (order is { State: OrderState.Waiting, CodeUrl: not null } ? sandbox.PayAsync(number, cancellationToken) : Task.CompletedTask);
        }
        catch (InvalidOperationException refusal)
        {
            // It was paid already, and the shop has not heard of it; or it is too late to pay.
            log.NotPaid(refusal, number);
        }
    });

    private async Task<IResult> ActAsync(string number, Func<Order, Task> act)
    {
        if (orders.Find(number) is not { } order)
        {
            return Html.NotFound();
        }
        try
        {
            await act(order);
        }
        catch (Exception exception) when (exception is WeChatPayException || WeChatPayException.IsOutcomeUnknown(exception))
        {
            // The page says how far the order has come, and offers what is to be tried again.
            log.Failed(exception, number);
        }
        // Elsewhere, so that a page that is loaded again does not order, pay or refund again.
        return Results.LocalRedirect($"/orders/{number}");
    }
}
