
namespace WeChatPay.Chain.Redis.Tests.Conventions;

internal sealed class PublicApiTests
{
    [Test]
    public void PublicApi_IsAsApproved() => ApiApproval.Check(typeof(RedisNotificationClaims).Assembly);
}
