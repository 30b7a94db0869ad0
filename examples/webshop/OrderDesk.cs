using Webshop.Orders;
using Webshop.Pages;
using Webshop.Payments;
using WeChatPay.Chain;
using WeChatPay.Chain.Sandbox;

namespace Webshop;

/// <summary>The actions behind the buttons of the pages. Each redirects to the page of its order.</summary>
internal sealed class OrderDesk(OrderStore orders, Cashier cashier, TimeProvider timeProvider, ILogger<OrderDesk> log)
{
    public async Task<IResult> PlaceAsync(string goodsId, CancellationToken cancellationToken)
    {
        if (Goods.Find(goodsId) is not { } goods)
        {
            return Html.NotFound();
        }
        // Stored before the platform receives it, so that a notification always finds the order.
        var order = Order.Create(goods, timeProvider.GetUtcNow());
        orders.Add(order);
        return await RequestCodeAsync(order.Number, cancellationToken);
    }

    public Task<IResult> RequestCodeAsync(string number, CancellationToken cancellationToken) =>
        ActAsync(number, order => cashier.RequestCodeAsync(order, cancellationToken));

    public IResult ConfirmRefund(string number) => orders.Find(number) switch
    {
        null => Html.NotFound(),
        { State: OrderState.Paid } order => Html.Page("确认退款", RefundPage.Create(order)),
        _ => Results.LocalRedirect($"/orders/{number}"),
    };

    /// <param name="number">The number of the order.</param>
    /// <param name="confirmedFen">
    /// The amount that the user has confirmed. If it is not the amount of the order, the user is asked to confirm.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IResult> RefundAsync(string number, string? confirmedFen, CancellationToken cancellationToken) =>
        orders.Find(number) is { State: OrderState.Paid } order && confirmedFen != $"{order.Fen}"
            ? Results.LocalRedirect($"/orders/{number}/refund")
            : await ActAsync(number, order => cashier.RefundAsync(order, cancellationToken));

    public Task<IResult> SimulatePaymentAsync(string number, WeChatPaySandbox sandbox, CancellationToken cancellationToken) =>
        ActAsync(number, async order =>
        {
            if (order is not { State: OrderState.Waiting, CodeUrl: not null })
            {
                return;
            }
            try
            {
                await sandbox.PayAsync(number, cancellationToken);
            }
            catch (InvalidOperationException exception)
            {
                // The order is already paid and the notification has not arrived yet, or the order has expired.
                log.PaymentFailed(exception, number);
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
            // The page shows the state of the order and offers to try again.
            log.Failed(exception, number);
        }
        // A redirect, so that reloading the page does not order, pay or refund again.
        return Results.LocalRedirect($"/orders/{number}");
    }
}
