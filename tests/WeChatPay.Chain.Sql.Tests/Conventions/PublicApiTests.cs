namespace WeChatPay.Chain.Sql.Tests.Conventions;

internal sealed class PublicApiTests
{
    [Test]
    public void PublicApi_IsAsApproved() => ApiApproval.Check(typeof(SqlInboxOptions).Assembly);
}
