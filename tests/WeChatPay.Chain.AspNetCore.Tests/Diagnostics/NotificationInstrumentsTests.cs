using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace WeChatPay.Chain.AspNetCore.Tests.Diagnostics;

internal sealed class NotificationInstrumentsTests
{
    [Test]
    public async Task Post_AnyOutcome_IsCountedWithEndpointAndMerchant()
    {
        var endpoint = $"counted/{Guid.NewGuid():N}/{{merchant}}";
        using var counted = new Counted(endpoint);
        var handled = new RecordingHandler { Failures = 1 };
        await using var host = await WebHost.StartAsync(app => app.MapWeChatPayNotifications(endpoint, handled.HandleAsync));
        var tampered = SignedNotification.Create(TestMerchant.One);
        tampered.Body[^1] ^= 1;

        await host.PostAsync(SignedNotification.Create(TestMerchant.One), Url("one"));
        await host.PostAsync(SignedNotification.Create(TestMerchant.One), Url("one"));
        await host.PostAsync(SignedNotification.Create(TestMerchant.One), Url("ONE"));
        await host.PostAsync(tampered, Url("one"));
        await host.PostAsync(tampered, Url("three"));

        Assert.That(counted.Outcomes, Is.EqualTo(
        [
            ("failed", TestMerchant.One.Id), ("handled", TestMerchant.One.Id), ("handled_before", TestMerchant.One.Id),
            ("unverified", TestMerchant.One.Id), ("unknown_merchant", null),
        ]));

        string Url(string merchant) => "/" + endpoint.Replace("{merchant}", merchant, StringComparison.Ordinal);
    }

    [Test]
    public async Task Post_InBackground_IsCountedAgainWhenHandlerEnds()
    {
        var endpoint = $"counted/{Guid.NewGuid():N}";
        using var counted = new Counted(endpoint);
        var handled = new RecordingHandler();
        await using (var host = await WebHost.StartAsync(app =>
            app.MapWeChatPayNotifications(endpoint, handled.HandleAsync, options => options.Background = NotificationBackground.InMemory)))
        {
            await host.PostAsync(SignedNotification.Create(TestMerchant.One), "/" + endpoint);
        }

        Assert.That(counted.Outcomes.Select(counted => counted.Outcome), Is.EquivalentTo(["queued", "handled"]));
    }

    [Test]
    public async Task Post_HandlerTooSlow_IsCountedAgainWhenHandlerEnds([Values] bool fails)
    {
        var endpoint = $"counted/{Guid.NewGuid():N}";
        using var counted = new Counted(endpoint);
        var gate = new Gate();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var handled = new RecordingHandler { Work = gate.PassUncancelableAsync, Failures = fails ? 1 : 0 };
        await using (var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications(endpoint, handled.HandleAsync), services => services.AddSingleton<TimeProvider>(clock)))
        {
            var post = host.PostAsync(SignedNotification.Create(TestMerchant.One), "/" + endpoint);
            await gate.Entered;
            clock.Advance(TimeSpan.FromSeconds(4.5));
            await post;
            Assert.That(counted.Outcomes, Is.EqualTo([("too_slow", TestMerchant.One.Id)]));

            gate.Open();
            await Wait.UntilAsync(() => counted.Outcomes.Count() == 2);
        }
        Assert.That(counted.Outcomes.Last(), Is.EqualTo((fails ? "failed" : "handled", TestMerchant.One.Id)));
    }

    [Test]
    public async Task Post_TooManyHandlersRun_IsCountedAsBusy()
    {
        var endpoint = $"counted/{Guid.NewGuid():N}";
        using var counted = new Counted(endpoint);
        var gate = new Gate();
        await using var host = await WebHost.StartAsync(app => app.MapWeChatPayNotifications(
            endpoint, new RecordingHandler { Work = gate.PassAsync }.HandleAsync, options => options.MaxConcurrentHandlers = 1));
        var running = host.PostAsync(SignedNotification.Create(TestMerchant.One, "1"), "/" + endpoint);
        await gate.Entered;

        await host.PostAsync(SignedNotification.Create(TestMerchant.One, "2"), "/" + endpoint);
        gate.Open();
        await running;

        Assert.That(counted.Outcomes, Is.EqualTo([("busy", TestMerchant.One.Id), ("handled", TestMerchant.One.Id)]));
    }

    /// <summary>Collects the measurements of one endpoint.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Outcome, string? Merchant)> _outcomes = new();

        public Counted(string endpoint)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Name: "wechatpay.notifications", Meter.Name: "WeChatPay.Chain" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            {
                var named = tags.ToArray().ToDictionary();
                if (value == 1 && (string)named["http.route"]! == endpoint)
                {
                    _outcomes.Enqueue(
                        ((string)named["wechatpay.notification.outcome"]!, named.GetValueOrDefault("wechatpay.merchant_id") as string));
                }
            });
            _listener.Start();
        }

        public IEnumerable<(string Outcome, string? Merchant)> Outcomes => _outcomes;

        public void Dispose() => _listener.Dispose();
    }
}
