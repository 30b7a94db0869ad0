using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.DependencyInjection;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Tests.Endpoints;

internal sealed class NotificationEndpointTests
{
    [Test]
    public async Task Post_AfterConfigurationChange_IsVerifiedWithTheNewKeys()
    {
        var configuration = new ReloadableConfiguration(TestMerchant.One.Configuration);
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify/{merchant}", new RecordingHandler().HandleAsync),
            services => services.AddWeChatPay("shop", configuration.Section));
        var notification = SignedNotification.Create(TestMerchant.Two);

        var before = await host.PostAsync(notification, "/notify/shop");
        configuration.Change([.. TestMerchant.Two.Configuration.Select(pair => (pair.Key, pair.Value))]);
        var after = await host.PostAsync(notification, "/notify/shop");

        Assert.That((before.Status, after.Status), Is.EqualTo((401, 204)));
    }

    [Test]
    public async Task Post_ValidNotification_IsHandledAndGets204()
    {
        var handled = new RecordingHandler();
        await using var host = await WebHost.StartAsync(app => app.MapWeChatPayNotifications("/notify", handled.HandleAsync));

        var response = await host.PostAsync(SignedNotification.Create(TestMerchant.One));

        Assert.That(response, Is.EqualTo(new HostResponse(204, "")));
        Assert.That((string?)handled.Notifications.Single().Data.out_trade_no, Is.EqualTo("A20261121001"));
    }

    public static IEnumerable<TestCaseData> Tampered =>
    [
        Case("body", notification => notification.Body[^1] ^= 1),
        Case("body made longer", notification => notification.Body = [.. notification.Body, (byte)' ']),
        Case("no body", notification => notification.Body = []),
        Case("timestamp", notification => notification.Headers["Wechatpay-Timestamp"] += "0"),
        Case("stale", notification => notification.Headers["Wechatpay-Timestamp"] = "1554208460"),
        Case("nonce", notification => notification.Headers["Wechatpay-Nonce"] += "x"),
        Case("unknown serial", notification => notification.Headers["Wechatpay-Serial"] = "PUB_KEY_ID_0"),
        Case("signature", notification => notification.Headers["Wechatpay-Signature"] = Convert.ToBase64String(new byte[256])),
        Case("no signature", notification => notification.Headers.Remove("Wechatpay-Signature")),
        Case("no headers", notification => notification.Headers.Clear()),
        Case("probe", notification =>
            notification.Headers["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/" + notification.Headers["Wechatpay-Signature"]),
    ];

    [TestCaseSource(nameof(Tampered))]
    public async Task Post_TamperedNotification_Gets401AndIsNotHandled(Action<SignedNotification> tamper)
    {
        var handled = new RecordingHandler();
        await using var host = await WebHost.StartAsync(app => app.MapWeChatPayNotifications("/notify", handled.HandleAsync));
        var notification = SignedNotification.Create(TestMerchant.One);
        tamper(notification);

        var response = await host.PostAsync(notification);

        Assert.That(response, Is.EqualTo(new HostResponse(401, """{"code":"FAIL","message":"The signature does not verify."}""")));
        Assert.That(handled.Notifications, Is.Empty);
    }

    [Test]
    public async Task Post_NotificationOfAnotherMerchant_Gets401()
    {
        var handled = new RecordingHandler();
        await using var host = await WebHost.StartAsync(app => app.MapWeChatPayNotifications("/notify/{merchant}", handled.HandleAsync));

        var crossed = await host.PostAsync(SignedNotification.Create(TestMerchant.One), "/notify/two");
        var one = await host.PostAsync(SignedNotification.Create(TestMerchant.One), "/notify/one");
        var two = await host.PostAsync(SignedNotification.Create(TestMerchant.Two), "/notify/two");

        Assert.That(
            (crossed.Status, one.Status, two.Status),
            Is.EqualTo((401, 204, 204)),
            "The same ID of two merchants identifies two notifications.");
        Assert.That(
            handled.Notifications.Select(notification => (string?)notification.Data.mchid),
            Is.EqualTo([TestMerchant.One.Id, TestMerchant.Two.Id]));
    }

    [TestCase("/notify/three")]
    [TestCase("/notify/on")]
    public async Task Post_ToUnknownMerchant_Gets404(string target)
    {
        var handled = new RecordingHandler();
        await using var host = await WebHost.StartAsync(app => app.MapWeChatPayNotifications("/notify/{merchant?}", handled.HandleAsync));

        Assert.That(
            await host.PostAsync(SignedNotification.Create(TestMerchant.One), target),
            Is.EqualTo(new HostResponse(404, """{"code":"FAIL","message":"The merchant is unknown."}""")));
        Assert.That(
            (await host.PostAsync(SignedNotification.Create(TestMerchant.One), "/notify")).Status,
            Is.EqualTo(404),
            "A pattern with a merchant parameter never means the default client.");
        Assert.That(handled.Notifications, Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Post_BodyOverTheLimit_Gets413(bool chunked)
    {
        var handled = new RecordingHandler();
        var notification = SignedNotification.Create(TestMerchant.One);
        await using var host = await WebHost.StartAsync(app =>
        {
            app.MapWeChatPayNotifications("/notify", handled.HandleAsync, options => options.MaxBodySize = notification.Body.Length - 1);
            app.MapWeChatPayNotifications("/wider", handled.HandleAsync, options => options.MaxBodySize = notification.Body.Length);
        });
        using var request = notification.ToRequest("/notify");
        request.Headers.TransferEncodingChunked = chunked;

        var response = await host.SendAsync(request);

        Assert.That(response, Is.EqualTo(new HostResponse(413, """{"code":"FAIL","message":"The body is too long."}""")));
        Assert.That(handled.Notifications, Is.Empty);
        Assert.That((await host.PostAsync(notification, "/wider")).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Get_Always_Gets405()
    {
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify", new RecordingHandler().HandleAsync));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/notify");

        Assert.That((await host.SendAsync(request)).Status, Is.EqualTo(405));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("null")]
    [TestCase("""{"id":"1"}""")]
    [TestCase("<xml/>")]
    public async Task Post_SignedButUnreadable_Gets500AndIsNotHandled(string body)
    {
        var handled = new RecordingHandler();
        await using var host = await WebHost.StartAsync(app => app.MapWeChatPayNotifications("/notify", handled.HandleAsync));

        var response = await host.PostAsync(SignedNotification.Sign(System.Text.Encoding.UTF8.GetBytes(body), TestMerchant.One));

        Assert.That(response, Is.EqualTo(new HostResponse(500, """{"code":"FAIL","message":"The notification was not handled."}""")));
        Assert.That(handled.Notifications, Is.Empty);
    }

    [Test]
    public async Task Post_AnyOutcome_ExposesNoSecretInResponsesAndLogs()
    {
        var handled = new RecordingHandler { Failures = 1 };
        await using var host = await WebHost.StartAsync(app => app.MapWeChatPayNotifications("/notify", handled.HandleAsync));
        var notification = SignedNotification.Create(TestMerchant.One);
        var tampered = SignedNotification.Create(TestMerchant.One);
        tampered.Headers["Wechatpay-Nonce"] = "x";

        var responses = new[]
        {
            await host.PostAsync(tampered),
            await host.PostAsync(notification),
            await host.PostAsync(notification),
            await host.PostAsync(notification),
        };

        Assert.That(responses.Select(response => response.Status), Is.EqualTo([401, 500, 204, 204]));
        var exposed = host.Log.Text + string.Concat(responses.Select(response => response.Body));
        string[] secrets =
        [
            SignedNotification.Secret,
            "A20261121001",
            TestMerchant.One.ApiV3Key,
            TestMerchant.One.ApiV2Key,
            notification.Headers["Wechatpay-Signature"]
        ];
        Assert.That(secrets.Where(exposed.Contains), Is.Empty);
        Assert.That(string.Concat(responses.Select(response => response.Body)), Does.Not.Contain(RecordingHandler.Failure));
        Assert.That(
            host.Log.Text,
            Does.Contain("EV-2018022511223320873").And.Contain(RecordingHandler.Failure),
            "The log names the notification and the cause.");
    }

    [Test]
    public async Task Post_WithFallbackPolicy_NeedsNoAuthorization()
    {
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify", new RecordingHandler().HandleAsync),
            services => services.AddAuthorizationBuilder().SetFallbackPolicy(
                new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build()));

        Assert.That((await host.PostAsync(SignedNotification.Create(TestMerchant.One))).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Post_BehindCommonMiddleware_GetsTheSameResponses()
    {
        var handled = new RecordingHandler { Failures = 1 };
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify", handled.HandleAsync),
            services => services.AddAntiforgery(),
            app => app.UsePathBase("/shop")
                .UseExceptionHandler("/error")
                .UseStatusCodePagesWithReExecute("/error")
                .UseRouting()
                .UseAntiforgery());
        var notification = SignedNotification.Create(TestMerchant.One);
        var tampered = SignedNotification.Create(TestMerchant.One);
        tampered.Headers.Clear();

        var responses = new[]
        {
            await host.PostAsync(tampered, "/shop/notify"),
            await host.PostAsync(notification, "/shop/notify"),
            await host.PostAsync(notification, "/shop/notify"),
        };

        Assert.That(responses, Is.EqualTo(
        [
            new HostResponse(401, """{"code":"FAIL","message":"The signature does not verify."}"""),
            new HostResponse(500, """{"code":"FAIL","message":"The notification was not handled."}"""),
            new HostResponse(204, ""),
        ]));
    }

    [Test]
    public async Task Post_ToHandlerClass_RunsItInAScope()
    {
        var handled = new RecordingHandler();
        await using var host = await WebHost.StartAsync(
            app => app.MapGroup("/pay/{merchant}").MapWeChatPayNotifications<HandlerClass>("/notify"),
            services => services.AddSingleton(handled).AddScoped<ScopedThing>());

        await host.PostAsync(SignedNotification.Create(TestMerchant.Two), "/pay/two/notify");

        Assert.That(handled.Notifications, Has.Count.EqualTo(1));
        Assert.That(handled.Context!.Merchant, Is.EqualTo("two"));
        Assert.That(handled.Context.Client, Is.SameAs(host.App.Services.GetRequiredService<IWeChatPayClients>().Get("two")));
    }

    [Test]
    public void Map_WithoutClient_Throws()
    {
        var app = WebApplication.CreateBuilder().Build();

        Assert.That(
            () => app.MapWeChatPayNotifications("/notify", new RecordingHandler().HandleAsync),
            Throws.InvalidOperationException.With.Message.Contains("AddWeChatPay"));
    }

    [Test]
    public async Task Map_OptionOutOfRange_Throws()
    {
        await using var host = await WebHost.StartAsync(_ => { });

        Assert.That(
            () => Map(options => options.MaxBodySize = 0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("MaxBodySize"));
        Assert.That(
            () => Map(options => options.ResponseTimeout = TimeSpan.Zero),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("ResponseTimeout"));
        Assert.That(
            () => Map(options => options.ClaimLifetime = TimeSpan.FromSeconds(0.9)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("ClaimLifetime"));
        Assert.That(
            () => Map(options => options.RememberFor = TimeSpan.FromDays(50)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("RememberFor"));

        void Map(Action<NotificationOptions> configure) => host.App.MapWeChatPayNotifications(
            "/rejected",
            new RecordingHandler().HandleAsync,
            configure);
    }

    private static TestCaseData Case(string name, Action<SignedNotification> tamper) => new TestCaseData(tamper).SetArgDisplayNames(name);

    private sealed class ScopedThing;

    private sealed class HandlerClass(RecordingHandler handled, ScopedThing thing) : INotificationHandler<Notification>
    {
        public Task HandleAsync(Notification notification, NotificationContext context, CancellationToken cancellationToken)
        {
            handled.Context = context.Services.GetRequiredService<ScopedThing>() == thing ? context : null;
            return handled.HandleAsync(notification, cancellationToken);
        }
    }
}
