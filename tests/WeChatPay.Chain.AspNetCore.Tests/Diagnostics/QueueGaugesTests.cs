using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Diagnostics;

internal sealed class QueueGaugesTests
{
    private static readonly DateTimeOffset _start = DateTimeOffset.FromUnixTimeSeconds(1_795_255_523);

    private readonly string _endpoint = $"measured/{Guid.NewGuid():N}";
    private readonly TestTimeProvider _clock = new(_start);

    [TestCase(NotificationBackground.InMemory)]
    [TestCase(NotificationBackground.Stored)]
    public async Task Length_NotificationsWaitAndAreHandled_CountsThem(NotificationBackground background)
    {
        using var length = new Measurements<int>("wechatpay.notification.queue.length", _endpoint);
        var gate = new Gate();
        await using var host = await StartAsync(new RecordingHandler { Work = gate.PassUncancelableAsync }, background);

        await PostAsync(host, "1");
        await PostAsync(host, "2");
        await gate.Entered;

        await AdvanceUntilAsync(() => length.Read() == new Measured<int>(2, TestMerchant.One.Id));
        gate.Open();
        await AdvanceUntilAsync(() => length.Read() is null or { Value: 0 });
    }

    [Test]
    public async Task Age_NotificationWaits_IsTheTimeSinceItWasReceived()
    {
        using var age = new Measurements<double>("wechatpay.notification.queue.age", _endpoint);
        var gate = new Gate();
        await using var host = await StartAsync(new RecordingHandler { Work = gate.PassUncancelableAsync });
        await PostAsync(host, "1");
        await gate.Entered;

        await AdvanceUntilAsync(() => age.Read() is { Value: > 0 });

        var measured = age.Read()!;
        Assert.That(measured.Value, Is.LessThanOrEqualTo((_clock.GetUtcNow() - _start).TotalSeconds));
        Assert.That(measured.Merchant, Is.EqualTo(TestMerchant.One.Id));
        gate.Open();
    }

    [Test]
    public async Task Failed_LastAttemptFails_CountsTheNotificationThatIsKept()
    {
        using var failed = new Measurements<int>("wechatpay.notification.queue.failed", _endpoint);
        using var length = new Measurements<int>("wechatpay.notification.queue.length", _endpoint);
        await using var host = await StartAsync(new RecordingHandler { Failures = 1 });

        await PostAsync(host, "1");

        await AdvanceUntilAsync(() => failed.Read() == new Measured<int>(1, TestMerchant.One.Id));
        Assert.That(length.Read(), Is.EqualTo(new Measured<int>(0, TestMerchant.One.Id)));
    }

    private Task<HostResponse> PostAsync(WebHost host, string id) =>
        host.PostAsync(SignedNotification.Create(TestMerchant.One, id, _clock.GetUtcNow()), "/" + _endpoint);

    private Task<WebHost> StartAsync(
        RecordingHandler handled, NotificationBackground background = NotificationBackground.Stored) => WebHost.StartAsync(
            app => app.MapWeChatPayNotifications(_endpoint, handled.HandleAsync, options => options.Background = background),
            services => services.AddSingleton<TimeProvider>(_clock)
                .AddSingleton<INotificationStore>(new SharedStore(_clock))
                .Configure<NotificationQueueOptions>(queue => queue.MaxAttempts = 1));

    // The gauges show the numbers of the last look into the store. The clock waits while the queue looks.
    private Task AdvanceUntilAsync(Func<bool> condition) => Wait.UntilAsync(() =>
    {
        if (_clock.HasTimerWithin(TimeSpan.FromSeconds(5)))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
        return condition();
    });
}
