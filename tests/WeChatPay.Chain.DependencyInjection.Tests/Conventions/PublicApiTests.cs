
namespace WeChatPay.Chain.DependencyInjection.Tests.Conventions;

internal sealed class PublicApiTests
{
    [Test]
    public void PublicApi_IsAsApproved() => ApiApproval.Check(typeof(IWeChatPayClients).Assembly);
}
