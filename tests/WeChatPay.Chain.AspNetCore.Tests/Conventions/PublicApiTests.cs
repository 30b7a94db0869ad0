
namespace WeChatPay.Chain.AspNetCore.Tests.Conventions;

internal sealed class PublicApiTests
{
    [Test]
    public void PublicApi_IsAsApproved() => ApiApproval.Check(typeof(INotificationClaims).Assembly);
}
