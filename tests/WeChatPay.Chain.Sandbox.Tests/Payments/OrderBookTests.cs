using System.Text.Json.Nodes;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Payments;

public sealed class OrderBookTests : SandboxTests
{
    [Test]
    public async Task Place_SameOrderAgain_ReturnsSameOrder()
    {
        var first = await PlaceAsync();
        var again = await Merchant.PostAsync(
            Orders.Native, Orders.Body(Merchant.Options).With("amount", null).With("amount/currency", "CNY").With("amount/total", 100));

        Assert.That(again.StatusCode, Is.EqualTo(200));
        Assert.That(again.Text("code_url"), Is.EqualTo(first.Text("code_url")));
    }

    [TestCase("amount/total", 101)]
    [TestCase("description", "梨")]
    [TestCase("attach", "x")]
    public async Task Place_OtherOrderWithSameNumber_IsRejected(string path, object value)
    {
        await PlaceAsync();

        var response = await Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options).With(path, JsonValue.Create(value)));

        Assert.That((response.StatusCode, response.Code), Is.EqualTo((403, "OUT_TRADE_NO_USED")));
    }

    [Test]
    public async Task Place_SameNumberWithOtherTradeType_IsRejected()
    {
        await PlaceAsync();

        Assert.That(
            (await Merchant.PostAsync("/v3/pay/transactions/app", Orders.Body(Merchant.Options))).Code, Is.EqualTo("OUT_TRADE_NO_USED"));
    }

    [Test]
    public async Task Place_PaidOrder_IsRejected()
    {
        await PlaceAsync();
        await Sandbox.PayAsync(Orders.Number);

        Assert.That((await PlaceAsync()).Code, Is.EqualTo("ORDERPAID"));
    }

    [Test]
    public async Task Place_ClosedOrder_IsRejected()
    {
        await PlaceAsync();
        await Merchant.CloseAsync();

        Assert.That((await PlaceAsync()).Code, Is.EqualTo("ORDER_CLOSED"));
    }

    [Test]
    public async Task Query_UnpaidOrder_ReturnsNotPay()
    {
        await Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options).With("attach", "附加"));

        var response = await Merchant.QueryAsync();

        Assert.That(
            (response.Text("trade_state"), response.Text("attach"), response.Text("transaction_id")),
            Is.EqualTo(("NOTPAY", "附加", (string?)null)));
        Assert.That(response.Json.GetProperty("amount").GetProperty("total").GetInt64(), Is.EqualTo(100));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.True);
    }

    [Test]
    public async Task Query_PaidOrder_IsFoundByBothNumbers()
    {
        await PlaceAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Sandbox.PayAsync(Orders.Number);

        var response = await Merchant.QueryAsync();
        var byTransaction = await Merchant.GetAsync(
            $"/v3/pay/transactions/id/{response.Text("transaction_id")}?mchid={Merchant.Options.MerchantId}");

        Assert.That(
            (response.Text("trade_state"), response.Text("trade_type"), response.Text("success_time")),
            Is.EqualTo(("SUCCESS", "NATIVE", "2026-06-01T12:01:00+08:00")));
        Assert.That(response.Text("transaction_id"), Does.Match("^[0-9]{28}$"));
        Assert.That(response.Json.GetProperty("payer").GetProperty("openid").GetString(), Is.Not.Empty);
        Assert.That(byTransaction.Body, Is.EqualTo(response.Body));
    }

    [Test]
    public async Task Query_UnknownOrder_IsNotFound()
    {
        await PlaceAsync();

        Assert.That((await Merchant.QueryAsync("A20260601002")).Code, Is.EqualTo("ORDER_NOT_EXIST"));
        Assert.That(
            (await Merchant.GetAsync($"/v3/pay/transactions/id/4200?mchid={Merchant.Options.MerchantId}")).StatusCode, Is.EqualTo(404));
    }

    [TestCase("")]
    [TestCase("?mchid=1900000000")]
    public async Task Query_MerchantMissing_ReturnsParameterError(string query)
    {
        await PlaceAsync();

        Assert.That((await Merchant.GetAsync($"/v3/pay/transactions/out-trade-no/{Orders.Number}{query}")).Code, Is.EqualTo("PARAM_ERROR"));
    }

    [Test]
    public async Task Close_UnpaidOrder_ClosesIt()
    {
        await PlaceAsync();

        var response = await Merchant.CloseAsync();

        Assert.That(response.StatusCode, Is.EqualTo(204));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.True);
        Assert.That((await Merchant.QueryAsync()).Text("trade_state"), Is.EqualTo("CLOSED"));
        Assert.That((await Merchant.CloseAsync()).Code, Is.EqualTo("ORDER_CLOSED"));
        Assert.That(() => Sandbox.PayAsync(Orders.Number), Throws.InvalidOperationException.With.Message.Contains("CLOSED"));
    }

    [Test]
    public async Task Close_PaidOrUnknownOrder_IsRejected()
    {
        await PlaceAsync();
        await Sandbox.PayAsync(Orders.Number);

        Assert.That((await Merchant.CloseAsync()).Code, Is.EqualTo("ORDERPAID"));
        Assert.That((await Merchant.CloseAsync("A20260601002")).Code, Is.EqualTo("ORDER_NOT_EXIST"));
        Assert.That(
            (await Merchant.PostAsync($"/v3/pay/transactions/out-trade-no/{Orders.Number}/close", "{}")).Code, Is.EqualTo("PARAM_ERROR"));
    }

    [Test]
    public void PayAsync_UnknownOrder_Throws() =>
        Assert.That(() => Sandbox.PayAsync(Orders.Number), Throws.ArgumentException.With.Message.Contains(Orders.Number));

    [Test]
    public async Task PayAsync_ExpiredOrder_Throws()
    {
        await Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options).With("time_expire", "2026-06-01T12:05:00+08:00"));
        Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.That(() => Sandbox.PayAsync(Orders.Number), Throws.InvalidOperationException.With.Message.Contains("time_expire"));
    }

    [Test]
    public async Task PayAsync_Concurrently_SucceedsOnce()
    {
        await PlaceAsync();

        var payments = Enumerable.Range(0, 20).Select(_ => Task.Run(() => Sandbox.PayAsync(Orders.Number))).ToList();

        Assert.That(() => Task.WhenAll(payments), Throws.InvalidOperationException);
        Assert.That(payments.Count(payment => payment.IsCompletedSuccessfully), Is.EqualTo(1));
        Assert.That(Sandbox.Notifications, Has.Count.EqualTo(1));
    }

    private Task<BareResponse> PlaceAsync() => Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options));
}
