using WeChatPay.Chain.Sql.Tests.Support;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>Stops the servers after the last test.</summary>
[SetUpFixture]
internal sealed class ServersTearDown
{
    [OneTimeTearDown]
    public void Stop() => SharedServers.Stop();
}
