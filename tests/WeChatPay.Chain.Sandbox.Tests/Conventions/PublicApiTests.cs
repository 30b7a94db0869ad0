
namespace WeChatPay.Chain.Sandbox.Tests.Conventions;

internal sealed class PublicApiTests
{
    [Test]
    public void PublicApi_IsAsApproved() => ApiApproval.Check(typeof(WeChatPaySandbox).Assembly);
}
