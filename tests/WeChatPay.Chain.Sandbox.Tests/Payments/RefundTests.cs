using System.Text.Json.Nodes;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Payments;

public sealed class RefundTests : SandboxTests
{
    [Test]
    public async Task Refund_PaidOrder_IsProcessingThenSuccess()
    {
        await PayAsync();

        var accepted = await RefundAsync(100);
        var settled = await Merchant.GetAsync($"{Orders.Refunds}/R1");

        Assert.That((accepted.StatusCode, accepted.Text("status"), accepted.Text("out_refund_no")), Is.EqualTo((200, "PROCESSING", "R1")));
        Assert.That(
            (settled.Text("status"), settled.Text("refund_id"), settled.Text("success_time")),
            Is.EqualTo(("SUCCESS", accepted.Text("refund_id"), "2026-06-01T12:00:00+08:00")));
        Assert.That((await Merchant.QueryAsync()).Text("trade_state"), Is.EqualTo("REFUND"));
    }

    [Test]
    public async Task Refund_ByTransactionId_RefundsOrder()
    {
        await PayAsync();
        var transaction = (await Merchant.QueryAsync()).Text("transaction_id");

        var response = await Merchant.PostAsync(
            Orders.Refunds, Orders.RefundBody(100).With("out_trade_no", null).With("transaction_id", transaction));

        Assert.That((response.StatusCode, response.Text("out_trade_no")), Is.EqualTo((200, Orders.Number)));
    }

    [Test]
    public async Task Refund_Partial_NeverExceedsTotal()
    {
        await PayAsync();

        var responses =
            new[] { await RefundAsync(60, "R1"), await RefundAsync(41, "R2"), await RefundAsync(40, "R3"), await RefundAsync(1, "R4") };

        Assert.That(responses.Select(response => response.StatusCode), Is.EqualTo([200, 400, 200, 400]));
        Assert.That(responses[1].Code, Is.EqualTo("INVALID_REQUEST"));
    }

    [Test]
    public async Task Refund_PartialConcurrently_NeverExceedsTotal()
    {
        await PayAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => RefundAsync(30, $"R{number}")));

        Assert.That(responses.Count(response => response.StatusCode == 200), Is.EqualTo(3));
    }

    [Test]
    public async Task Refund_SameRefundAgain_ReturnsSameRefund()
    {
        await PayAsync();
        var first = await RefundAsync(60);

        var again = await RefundAsync(60);

        Assert.That((again.Text("refund_id"), again.Text("status")), Is.EqualTo((first.Text("refund_id"), "SUCCESS")));
        Assert.That((await RefundAsync(40, "R2")).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Refund_OtherRefundWithSameNumber_IsRejected()
    {
        await PayAsync();
        await RefundAsync(60);

        Assert.That((await RefundAsync(40)).Code, Is.EqualTo("INVALID_REQUEST"));
    }

    [Test]
    public async Task Refund_UnpaidOrUnknownOrder_IsRejected()
    {
        Assert.That((await RefundAsync(100)).Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));

        await Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options));

        Assert.That((await RefundAsync(100)).Code, Is.EqualTo("INVALID_REQUEST"));
        Assert.That((await Merchant.GetAsync($"{Orders.Refunds}/R1")).Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
    }

    [TestCase("out_trade_no", null, "/transaction_id")]
    [TestCase("out_refund_no", null, "/out_refund_no")]
    [TestCase("out_refund_no", "R 1", "/out_refund_no")]
    [TestCase("amount/refund", null, "/amount/refund")]
    [TestCase("amount/refund", 0, "/amount/refund")]
    [TestCase("amount/total", "100", "/amount/total")]
    [TestCase("amount/currency", null, "/amount/currency")]
    [TestCase("notify_url", "https://example.com/notify", "/notify_url")]
    public async Task Refund_InvalidField_ErrorNamesIt(string path, object? value, string named)
    {
        await PayAsync();

        var response = await Merchant.PostAsync(Orders.Refunds, Orders.RefundBody(100).With(path, JsonValue.Create(value)));

        Assert.That(response.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(response.Detail.GetProperty("field").GetString(), Is.EqualTo(named));
        Assert.That((await Merchant.QueryAsync()).Text("trade_state"), Is.EqualTo("SUCCESS"));
    }

    [Test]
    public async Task Refund_OtherTotal_IsRejected()
    {
        await PayAsync();

        Assert.That((await Merchant.PostAsync(Orders.Refunds, Orders.RefundBody(50, total: 99))).Code, Is.EqualTo("INVALID_REQUEST"));
    }

    private async Task PayAsync()
    {
        await Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options));
        await Sandbox.PayAsync(Orders.Number);
    }

    private Task<BareResponse> RefundAsync(long fen, string outRefundNo = "R1") =>
        Merchant.PostAsync(Orders.Refunds, Orders.RefundBody(fen, outRefundNo));
}
