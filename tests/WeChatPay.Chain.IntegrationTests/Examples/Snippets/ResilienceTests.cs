using Microsoft.Extensions.Logging.Abstractions;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class ResilienceTests
{
    [Test]
    public async Task Resilience_RetryableError_IsRetried()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        var options = sandbox.CreateClientOptions();
        using var loggerFactory = new NullLoggerFactory();
        sandbox.Inject(SandboxFault.Status(503, "SERVICE_UNAVAILABLE"));

        options.Resilience = new ResilienceOptions();
        options.LoggerFactory = loggerFactory;

        options.Resilience.BaseDelay = TimeSpan.FromMilliseconds(10);
        using var client = new WeChatPayClient(options);
        using var response = await client.Chain("v3/payscore/permissions").PostAsync(
            new { json = new { service_id = "500001", appid = "wx8888888888888888", authorization_code = "AUTH20261121000001" } });
        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(sandbox.Requests, Has.Count.EqualTo(2));
        Assert.That(sandbox.Requests.All(request => request.IsSignatureValid));
    }
}
