using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Diagnostics;

/// <summary>The duration of handlers, and the claims and notifications that are lost.</summary>
internal sealed class HandlerInstrumentsTests
{
    private readonly string _endpoint = $"measured/{Guid.NewGuid():N}";
    private readonly TestTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_795_255_523));
    private readonly RecordingClaims _claims;

    public HandlerInstrumentsTests() => _claims = new RecordingClaims(_clock);

    [Test]
    public async Task Duration_HandlerFailsAndSucceeds_IsRecordedWithItsOutcome()
    {
        using var durations = new Measurements<double>("wechatpay.notification.handler.duration", _endpoint);
        var handled = new RecordingHandler { Failures = 1, Work = WorkForTwoSeconds };
        await using var host = await StartAsync(handled);

        await PostAsync(host);
        await PostAsync(host);

        Assert.That(durations.All, Is.EqualTo(
            [new Measured<double>(2, TestMerchant.One.Id, "failed"), new Measured<double>(2, TestMerchant.One.Id, "handled")]));

        Task WorkForTwoSeconds(CancellationToken cancellationToken)
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            return Task.CompletedTask;
        }
    }

    [Test]
    public async Task LostClaims_ClaimTakenByAnother_AreCounted([Values("while the handler runs", "before the completion")] string when)
    {
        using var lost = new Measurements<long>("wechatpay.notification.lost_claims", _endpoint);
        var gate = new Gate();
        await using var host = await StartAsync(new RecordingHandler { Work = gate.PassAsync });
        var post = PostAsync(host);
        await gate.Entered;

        await ClaimElsewhereAsync();
        if (when == "while the handler runs")
        {
            // The time of the next renewal.
            _clock.Advance(TimeSpan.FromSeconds(10));
        }
        else
        {
            gate.Open();
        }
        await post;

        Assert.That(lost.All, Is.EqualTo([new Measured<long>(1, TestMerchant.One.Id)]));
    }

    [Test]
    public async Task Lost_LastAttemptFails_IsCountedAndLoggedOnceWithTheNameOfTheEvent()
    {
        using var lost = new Measurements<long>("wechatpay.notification.lost", _endpoint);
        await using var host = await StartAsync(
            new RecordingHandler { Failures = 1 }, options => options.Background = NotificationBackground.InMemory);

        await PostAsync(host);
        await Wait.UntilAsync(() => LostEvents(host) == 1);

        Assert.That(lost.All, Is.EqualTo([new Measured<long>(1, TestMerchant.One.Id)]));
    }

    [Test]
    public async Task Lost_ShutdownWithAQueueInMemory_IsCountedAndLoggedOnceWithTheNameOfTheEvent()
    {
        using var lost = new Measurements<long>("wechatpay.notification.lost", _endpoint);
        var gate = new Gate();
        await using var host = await StartAsync(
            new RecordingHandler { Work = gate.PassAsync }, options => options.Background = NotificationBackground.InMemory);
        await PostAsync(host);
        await gate.Entered;

        await host.App.StopAsync(new CancellationToken(canceled: true));
        await Wait.UntilAsync(() => LostEvents(host) == 1);

        Assert.That(lost.All, Is.EqualTo([new Measured<long>(1, TestMerchant.One.Id)]));
    }

    private static int LostEvents(WebHost host) => host.Log.Events.Count(logged => logged.Name == "NotificationLost");

    private async Task ClaimElsewhereAsync()
    {
        _claims.Memory = new MemoryNotificationClaims(_clock);
        await _claims.Memory.ClaimAsync(
            new NotificationKey(TestMerchant.One.Id, _endpoint, "1"), "elsewhere", TimeSpan.FromMinutes(1), default);
    }

    private Task<HostResponse> PostAsync(WebHost host) =>
        host.PostAsync(SignedNotification.Create(TestMerchant.One, "1", _clock.GetUtcNow()), "/" + _endpoint);

    private Task<WebHost> StartAsync(RecordingHandler handled, Action<NotificationOptions>? configure = null) => WebHost.StartAsync(
        app => app.MapWeChatPayNotifications(
            _endpoint,
            handled.HandleAsync,
            options =>
            {
                options.ResponseTimeout = TimeSpan.FromHours(1);
                configure?.Invoke(options);
            }),
        services => services.AddSingleton<TimeProvider>(_clock)
            .AddSingleton<INotificationClaims>(_claims)
            .Configure<NotificationQueueOptions>(queue => queue.MaxAttempts = 1));
}
