using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Notifications;

internal sealed class NotificationTelemetryTests
{
    [Test]
    public async Task Post_OfAnyOutcome_IsCountedWithEndpointAndMerchant()
    {
        var endpoint = $"counted/{Guid.NewGuid():N}/{{merchant}}";
        using var counted = new Counted(endpoint);
        var handled = new Handled { Failures = 1 };
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
    public async Task Post_InBackground_IsCountedWhenItsHandlerEnds()
    {
        var endpoint = $"counted/{Guid.NewGuid():N}";
        using var counted = new Counted(endpoint);
        var handled = new Handled();
        await using (var host = await WebHost.StartAsync(app => app.MapWeChatPayNotifications(endpoint, handled.HandleAsync, options => options.InBackground = true)))
        {
            await host.PostAsync(SignedNotification.Create(TestMerchant.One), "/" + endpoint);
        }

        Assert.That(counted.Outcomes.Select(counted => counted.Outcome), Is.EquivalentTo(["queued", "handled"]));
    }

    [Test]
    public async Task Post_TooSlowForTheResponse_IsCountedAgainWhenItsHandlerEnds([Values] bool fails)
    {
        var endpoint = $"counted/{Guid.NewGuid():N}";
        using var counted = new Counted(endpoint);
        var gate = new Gate();
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var handled = new Handled { Meanwhile = gate.PassAnywayAsync, Failures = fails ? 1 : 0 };
        await using (var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications(endpoint, handled.HandleAsync), services => services.AddSingleton<TimeProvider>(clock)))
        {
            var post = host.PostAsync(SignedNotification.Create(TestMerchant.One), "/" + endpoint);
            await gate.Entered;
            clock.Advance(TimeSpan.FromSeconds(4.5));
            await post;
            Assert.That(counted.Outcomes, Is.EqualTo([("too_slow", TestMerchant.One.Id)]));

            gate.Open();
            await Until.HoldsAsync(() => counted.Outcomes.Count() == 2);
        }
        Assert.That(counted.Outcomes.Last(), Is.EqualTo((fails ? "failed" : "handled", TestMerchant.One.Id)));
    }

    [Test]
    public async Task Post_TheSameRouteOfAnotherHostFirst_IsHandledByEach()
    {
        var (one, two) = (new Handled(), new Handled());
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
    public async Task Post_WhatDoesNotVerify_IsLoggedOnce([Values("one", "two")] string merchant)
    {
        await using var host = await WebHost.StartAsync(app => app.MapWeChatPayNotifications("/notify/{merchant}", new Handled().HandleAsync));
        var tampered = SignedNotification.Create(TestMerchant.One);
        tampered.Body[^1] ^= 1;

        await host.PostAsync(tampered, $"/notify/{merchant}");

        var told = host.Log.Lines.Where(line => line.Contains("Mismatch", StringComparison.Ordinal)).ToList();
        Assert.That(told, Has.Count.EqualTo(1));
        Assert.That(told[0], Does.Contain($"'{merchant}'").And.Contain("WeChatPay.Chain.AspNetCore"));
    }

    [Test]
    public async Task Post_ToAnUnknownMerchant_LogsWhichAndWhichAreRegistered()
    {
        await using var host = await WebHost.StartAsync(app => app.MapWeChatPayNotifications("/notify/{merchant}", new Handled().HandleAsync));

        await host.PostAsync(SignedNotification.Create(TestMerchant.One), "/notify/three");
        await host.PostAsync(SignedNotification.Create(TestMerchant.One), "/notify/a%0Ab%1B[2J");

        var told = host.Log.Lines.Where(line => line.Contains("not registered", StringComparison.Ordinal)).ToList();
        Assert.That(told, Has.Count.EqualTo(2));
        Assert.That(told[0], Does.Contain("'three'. Registered: The default client, 'one', 'two'."));
        Assert.That(told[1], Does.Contain("characters that are not shown"));
        Assert.That(told[1], Has.None.EqualTo('\u001B'));
    }

    [Test]
    public async Task Post_TheSameNotificationToAnotherEndpointFirst_IsHandledByEach()
    {
        var (payments, others) = (new Handled(), new Handled());
        await using var host = await WebHost.StartAsync(app =>
        {
            app.MapWeChatPayNotifications("/pay", payments.HandleAsync);
            app.MapGroup("/other").MapWeChatPayNotifications("/pay", others.HandleAsync);
        });
        var notification = SignedNotification.Create(TestMerchant.One);

        var answers = new[]
        {
            await host.PostAsync(notification, "/other/pay"), await host.PostAsync(notification, "/pay"),
            await host.PostAsync(notification, "/pay"), await host.PostAsync(notification, "/PAY/"),
        };

        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(204));
        Assert.That((others.Calls, payments.Calls), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Post_TheSameNotificationToAnotherClientOfTheMerchantFirst_IsHandledByEach()
    {
        var handled = new Handled();
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify/{merchant}", handled.HandleAsync),
            services => services.AddWeChatPay("again", TestMerchant.One.Section));
        var notification = SignedNotification.Create(TestMerchant.One);

        await host.PostAsync(notification, "/notify/again");
        await host.PostAsync(notification, "/notify/one");
        await host.PostAsync(notification, "/notify/ONE");

        Assert.That(handled.Calls, Is.EqualTo(2));
    }

    /// <summary>Listens to what is counted at one endpoint.</summary>
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
                    _outcomes.Enqueue(((string)named["wechatpay.notification.outcome"]!, named.GetValueOrDefault("wechatpay.merchant_id") as string));
                }
            });
            _listener.Start();
        }

        public IEnumerable<(string Outcome, string? Merchant)> Outcomes => _outcomes;

        public void Dispose() => _listener.Dispose();
    }
}
