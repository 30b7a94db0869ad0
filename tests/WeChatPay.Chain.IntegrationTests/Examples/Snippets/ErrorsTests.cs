using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class ErrorsTests : SnippetTests
{
    private const string Orders = "v3/pay/transactions/jsapi";

    [SetUp]
    public void Respond()
    {
        Sandbox.Respond(HttpMethod.Post, Orders, new { prepay_id = "wx21093000000001" });
        Sandbox.Respond(HttpMethod.Get, "v3/pay/transactions/out-trade-no/{out_trade_no}", Query("A20261121001"));
    }

    [Test]
    public async Task Order_Accepted_ReturnsItsPrepayId() => Assert.That(await OrderAsync(), Is.EqualTo("wx21093000000001"));

    [Test]
    public async Task Order_Rejected_ReturnsTheCode()
    {
        Sandbox.Inject(SandboxFault.Status(400, "PARAM_ERROR"));

        Assert.That(await OrderAsync(), Is.EqualTo("rejected: PARAM_ERROR"));
    }

    [Test]
    public async Task Order_RateLimited_AsksForARetry()
    {
        Sandbox.Inject(SandboxFault.Status(429, "RATELIMIT_EXCEEDED"));

        Assert.That(await OrderAsync(), Is.EqualTo("retry in 1 s"));
    }

    [Test]
    public async Task Order_WithoutAResponse_IsQueried()
    {
        Sandbox.Inject(SandboxFault.DroppedConnection);

        Assert.That(await OrderAsync(), Is.EqualTo("NOTPAY"));
        Assert.That(Sandbox.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Order_WithoutAResponseAndQueryOfAnotherOrder_Throws()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/pay/transactions/out-trade-no/{out_trade_no}", Query("A20261121002"));
        Sandbox.Inject(SandboxFault.DroppedConnection);

        await Assert.ThrowsAsync<InvalidDataException>(OrderAsync);
    }

    private static object Query(string orderNumber) => new { mchid = "1900000109", out_trade_no = orderNumber, trade_state = "NOTPAY" };

    private async Task<string> OrderAsync()
    {
        var client = Client;
        var order = new { mchid = "1900000109", out_trade_no = "A20261121001", amount = new { total = 100 } };

        try
        {
            using var response = await client.Chain("v3/pay/transactions/jsapi").PostAsync(new { json = order });
            return response.Data.prepay_id;
        }
        catch (Exception exception) when (WeChatPayException.IsOutcomeUnknown(exception))
        {
            // The order may exist. Query it first, and place it again only under the same out_trade_no.
            using var response = await client.Chain("v3/pay/transactions/out-trade-no/{out_trade_no}")
                .GetAsync(new { order.out_trade_no, query = new { order.mchid } });
            return response.Data.out_trade_no == order.out_trade_no && response.Data.mchid == order.mchid
                ? response.Data.trade_state
                : throw new InvalidDataException("The response is about another order.");
        }
        catch (WeChatPayApiException error) when (error.IsRetryable)
        {
            // The request had no effect. Send the same order again after a pause that grows with each retry.
            return $"retry in {(error.RetryAfter ?? TimeSpan.FromSeconds(1)).TotalSeconds} s";
        }
        catch (WeChatPayApiException error)
        {
            // Code and ApiMessage say why. WeChat Pay's support asks for RequestId.
            return $"rejected: {error.Code}";
        }
    }
}
