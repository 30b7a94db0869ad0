namespace WeChatPay.Chain.Tests.Conventions;

internal sealed class PublicApiTests
{
    [Test]
    public void PublicApi_IsAsApproved() => ApiApproval.Check(typeof(WeChatPayClient).Assembly);
}
