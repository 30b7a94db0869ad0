using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain.Tests.Transport;

internal sealed class PrimaryHandlersTests
{
    [Test]
    public void Prepare_Sockets_FollowNothingAndReportConnectTimeouts()
    {
        using var sockets = new SocketsHttpHandler();

        using var prepared = PrimaryHandlers.Prepare(sockets);

        Assert.That((sockets.AllowAutoRedirect, sockets.UseCookies), Is.EqualTo((false, false)));
        Assert.That(prepared, Is.InstanceOf<ConnectTimeoutHandler>());
    }

    [Test]
    public void Prepare_AnotherHandler_IsThatHandler()
    {
        using var handler = new HttpClientHandler();

        Assert.That(PrimaryHandlers.Prepare(handler), Is.SameAs(handler));
        Assert.That(handler.AllowAutoRedirect, Is.False);
    }

    [Test]
    public void CreateSockets_WithATimeout_LeavesHalfOfItForTheOtherHost()
    {
        using var sockets = PrimaryHandlers.CreateSockets(timeout: TimeSpan.FromSeconds(6));

        Assert.That(
            (sockets.ConnectTimeout, sockets.AllowAutoRedirect, sockets.UseCookies), Is.EqualTo((TimeSpan.FromSeconds(3), false, false)));
    }
}
