using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace WeChatPay.Chain.AspNetCore.Tests.Endpoints;

/// <summary>The same notification at another URL of a merchant is another notification.</summary>
internal sealed class NotificationKeyTests
{
    [Test]
    public async Task Post_ToSameRouteOfAnotherHost_IsHandledByEach()
    {
        var (one, two) = (new RecordingHandler(), new RecordingHandler());
        await using var host = await WebHost.StartAsync(app =>
        {
            app.MapWeChatPayNotifications("/notify", one.HandleAsync).RequireHost("one.example");
            app.MapWeChatPayNotifications("/notify", two.HandleAsync).RequireHost("two.example");
        });
        var notification = SignedNotification.Create(TestMerchant.One);

        foreach (var name in new[] { "two.example", "one.example", "ONE.example" })
        {
            using var request = notification.ToRequest("/notify");
            request.Headers.Host = name;
            Assert.That((await host.SendAsync(request)).Status, Is.EqualTo(204));
        }

        Assert.That((one.Calls, two.Calls), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Post_ToAnotherEndpoint_IsHandledByEach()
    {
        var (payments, others) = (new RecordingHandler(), new RecordingHandler());
        await using var host = await WebHost.StartAsync(app =>
        {
            app.MapWeChatPayNotifications("/pay", payments.HandleAsync);
            app.MapGroup("/other").MapWeChatPayNotifications("/pay", others.HandleAsync);
        });
        var notification = SignedNotification.Create(TestMerchant.One);

        var responses = new[]
        {
            await host.PostAsync(notification, "/other/pay"), await host.PostAsync(notification, "/pay"),
            await host.PostAsync(notification, "/pay"), await host.PostAsync(notification, "/PAY/"),
        };

        Assert.That(responses.Select(response => response.Status), Is.All.EqualTo(204));
        Assert.That((others.Calls, payments.Calls), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Post_ToAnotherClientOfTheMerchant_IsHandledByEach()
    {
        var handled = new RecordingHandler();
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify/{merchant}", handled.HandleAsync),
            services => services.AddWeChatPay("again", TestMerchant.One.Section));
        var notification = SignedNotification.Create(TestMerchant.One);

        await host.PostAsync(notification, "/notify/again");
        await host.PostAsync(notification, "/notify/one");
        await host.PostAsync(notification, "/notify/ONE");

        Assert.That(handled.Calls, Is.EqualTo(2));
    }
}
