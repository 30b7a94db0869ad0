using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class SandboxTests
{
    [Test]
    public async Task Respond_ToAnEndpoint_IsWhatTheClientReads()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        using var client = new WeChatPayClient(sandbox.CreateClientOptions());
        sandbox.Respond(HttpMethod.Get, "v3/pay/transactions/id/{transaction_id}",
            request => new { transaction_id = request.Variables["transaction_id"], trade_state = "SUCCESS" });

        using var response = await client.Chain("v3/pay/transactions/id/{transaction_id}")
            .GetAsync(new { transaction_id = "4200002026112100001", query = new { mchid = "1900000109" } });

        Assert.That((string)response.Data.trade_state, Is.EqualTo("SUCCESS"));
        Assert.That(sandbox.Requests.Single().IsSignatureValid, Is.True);
    }

    [Test]
    public async Task Inject_AFault_AppliesToTheNextRequest()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        using var client = new WeChatPayClient(sandbox.CreateClientOptions());
        var permission = new { service_id = "500001", appid = "wx8888888888888888", authorization_code = "AUTH20261121000001" };

        sandbox.Inject(SandboxFault.TamperedBody);
        var exception = (await Assert.ThrowsAsync<WeChatPaySignatureException>(
            () => client.Chain("v3/payscore/permissions").PostAsync(new { json = permission })))!;

        Assert.That(exception.Reason, Is.EqualTo(SignatureFailure.Mismatch));
        Assert.That(exception.OutcomeUnknown, Is.True);
    }
}
