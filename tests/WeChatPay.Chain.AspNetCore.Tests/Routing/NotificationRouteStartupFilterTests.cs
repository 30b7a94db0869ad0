using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Tests.Routing;

/// <summary>An application with an endpoint that could never receive a notification does not start.</summary>
internal sealed class NotificationRouteStartupFilterTests
{
    private static readonly Func<Notification, CancellationToken, Task> _handler = (_, _) => Task.CompletedTask;
    private static readonly Func<V2Notification, CancellationToken, Task> _v2Handler = (_, _) => Task.CompletedTask;

    [TestCase("/notify", "'notify' cannot receive notifications: the default client is not registered. Registered: 'one', 'two'.")]
    [TestCase("/notify/{shop}", "'notify/{shop}' cannot receive notifications: the default client is not registered")]
    public void Start_OnlyNamedClientsAndRouteWithoutMerchant_Throws(string pattern, string problem) =>
        AssertThrows([("one", []), ("two", [])], app => app.MapWeChatPayNotifications(pattern, _handler), problem);

    [TestCase("/notify/{merchant}")]
    [TestCase("/notify/{merchant?}")]
    [TestCase("/notify/{*merchant}")]
    [TestCase("/notify/{merchant:alpha}")]
    public void Start_OnlyDefaultClientAndRouteWithMerchant_Throws(string pattern) =>
        AssertThrows([("", [])], app => app.MapWeChatPayNotifications(pattern, _handler), "only the default client is registered");

    [Test]
    public void Start_OnlyDefaultClientAndGroupWithMerchant_Throws() =>
        AssertThrows([("", [])], app => app.MapGroup("/{merchant}").MapWeChatPayNotifications("/notify", _handler), "'{merchant}/notify'");

    [Test]
    public void Start_WithoutApiV3Key_Throws() =>
        AssertThrows([("", ["ApiV3Key"])], app => app.MapWeChatPayNotifications("/notify", _handler), "has ApiV3Key,");

    [Test]
    public void Start_WithoutPlatformKeys_Throws() => AssertThrows(
        [("", ["MerchantSerialNumber", "MerchantPrivateKey", $"PlatformKeys:{TestMerchant.PublicKeyId}"])],
        app => app.MapWeChatPayNotifications("/notify", _handler), "has PlatformKeys,");

    [Test]
    public void Start_V2RouteWithoutApiV2Key_Throws() =>
        AssertThrows([("", ["ApiV2Key"])], app => app.MapWeChatPayV2Notifications("/notify", _v2Handler), "has ApiV2Key,");

    [Test]
    public void Start_NoClientOfTheRouteHasTheKey_Throws() =>
        AssertThrows(
            [("", []), ("one", ["ApiV2Key"]), ("two", ["ApiV2Key"])],
            app => app.MapWeChatPayV2Notifications("/notify/{merchant}", _v2Handler),
            "has ApiV2Key,");

    [Test]
    public async Task Start_SomeClientsOfTheRouteHaveTheKey_LogsWarningForTheOthers()
    {
        await using var app = Build([("one", []), ("two", ["ApiV2Key"])], out var log);
        app.MapWeChatPayV2Notifications("/notify/{merchant}", _v2Handler);

        await app.StartAsync();

        Assert.That(
            log.Lines.Where(line => line.Contains("ApiV2Key", StringComparison.Ordinal)).Single(),
            Does.Contain("'two'").And.Contain("notify/{merchant}"));
    }

    [Test]
    public void Start_SameRouteTwice_Throws() => AssertThrows([("", [])], app =>
    {
        app.MapWeChatPayNotifications("/notify", _handler);
        app.MapWeChatPayNotifications("Notify/", _handler);
    }, "'notify' cannot receive notifications: 2 endpoints match the same POST requests");

    [TestCase("/notify/{merchant}", "/notify/{shop}")]
    [TestCase("/notify/{*merchant}", "/Notify/{**merchant}")]
    public void Start_RoutesThatDifferOnlyInParameterName_Throws(string pattern, string other) => AssertThrows(
        [("", []), ("one", [])], app =>
    {
        app.MapWeChatPayNotifications(pattern, _handler);
        app.MapWeChatPayNotifications(other, _handler);
    }, "2 endpoints match the same POST requests");

    [Test]
    public void Start_OtherEndpointAtTheSameRoute_Throws() => AssertThrows([("", [])], app =>
    {
        app.MapPost("/notify", () => "Something else.");
        app.MapWeChatPayNotifications("/notify", _handler);
    }, "2 endpoints match the same POST requests");

    [Test]
    public void Start_SameRouteTwiceOnOneHost_Throws() => AssertThrows([("", [])], app =>
    {
        app.MapWeChatPayNotifications("/notify", _handler).RequireHost("one.example", "two.example");
        app.MapWeChatPayNotifications("/notify", _handler).RequireHost("ONE.example");
    }, "2 endpoints match the same POST requests");

    [TestCase("/notify/{merchant:int}")]
    [TestCase("/notify/{merchant:length(10)}")]
    [TestCase("/notify/{merchant:alpha:maxlength(2)}")]
    public void Start_ConstraintsThatNoNameMeets_Throws(string pattern) => AssertThrows(
        [("", []), ("one", []), ("two", [])],
        app => app.MapWeChatPayNotifications(pattern, _handler),
        "no registered name meets its constraints");

    [Test]
    public void Start_DefaultMerchantNotRegistered_Throws() => AssertThrows(
        [("one", [])],
        app => app.MapWeChatPayNotifications("/notify/{merchant=three}", _handler),
        "'three' is not registered. Registered: 'one'.");

    [Test]
    public void Start_OnlyExcludedClientHasTheKey_Throws() => AssertThrows(
        [("one", []), ("two2", ["ApiV3Key"])],
        app => app.MapWeChatPayNotifications("/notify/{merchant:regex(\\d)}", _handler),
        "has ApiV3Key,");

    [Test]
    public void Start_HandlerClassWithMissingService_Throws() => AssertThrows(
        [("", [])],
        app => app.MapWeChatPayNotifications<NeedsStock>("/notify"),
        "its handler NeedsStock needs Stock, which is not registered.");

    [Test]
    public void Start_AbstractHandlerClass_Throws() => AssertThrows(
        [("", [])],
        app => app.MapWeChatPayV2Notifications<NeedsRegistration>("/notify"),
        "its handler NeedsRegistration is abstract and not registered.");

    [Test]
    public async Task Start_HandlerClassesThatCanBeCreated_Succeeds()
    {
        using var app = Build([("", [])], out _, services => services.AddScoped<Stock>().AddScoped<NeedsRegistration, Registered>());
        app.MapWeChatPayNotifications<NeedsStock>("/notify");
        app.MapWeChatPayV2Notifications<NeedsRegistration>("/v2/notify");

        await Assert.DoesNotThrowAsync(() => app.StartAsync());
    }

    [Test]
    public async Task Start_InvalidRoute_DoesNotListen()
    {
        using var app = Build([("", [])], out var log);
        app.MapWeChatPayNotifications("/notify/{merchant}", _handler);

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());

        Assert.That(log.Text, Does.Not.Contain("Now listening"));
    }

    [Test]
    public async Task Start_RoutesThatMatchTheClients_Succeeds()
    {
        await using var app = Build([("", []), ("one", [])], out _);
        app.MapWeChatPayNotifications("/notify", _handler);
        app.MapWeChatPayNotifications("/notify/{merchant}", _handler);
        app.MapWeChatPayV2Notifications("/v2/{merchant}", _v2Handler);
        app.MapWeChatPayNotifications("/hosts", _handler).RequireHost("one.example");
        app.MapWeChatPayNotifications("/hosts", _handler).RequireHost("two.example");
        app.MapWeChatPayNotifications("/kinds/{merchant:minlength(3)}", _handler);
        app.MapWeChatPayNotifications("/kinds/{shop:int}", _handler);
        app.MapWeChatPayNotifications("/shops/{merchant=one}", _handler);
        app.MapGet("/notify", () => "For people.");

        await Assert.DoesNotThrowAsync(() => app.StartAsync());
    }

    [Test]
    public void Start_HealthCheckOfUnknownClient_Throws() => AssertThrows([("one", [])], _ => { },
        "'three' is not registered. Registered: 'one'.", services => services.AddHealthChecks().AddWeChatPay("three"));

    [Test]
    public void Start_HealthCheckWithoutClients_Throws() => AssertThrows([], _ => { },
        "Call services.AddWeChatPay first", services => services.AddHealthChecks().AddWeChatPay());

    [Test]
    public async Task Start_HealthCheckOfClientInAnotherCase_Succeeds()
    {
        using var app = Build([("one", [])], out _, services => services.AddHealthChecks().AddWeChatPay("ONE"));

        await Assert.DoesNotThrowAsync(() => app.StartAsync());
    }

    [Test]
    public void Add_NameThatDiffersOnlyInCase_Throws() =>
        Assert.That(
            () => Build([("one", []), ("ONE", [])], out _),
            Throws.InvalidOperationException.With.Message.Contains("compared without case"));

    private static void AssertThrows(
        (string Name, string[] Without)[] clients, Action<WebApplication> map, string problem, Action<IServiceCollection>? configure = null)
    {
        using var app = Build(clients, out _, configure);
        map(app);

        Assert.That(() => app.StartAsync(), Throws.InstanceOf<Exception>().With.Message.Contains(problem));
    }

    private static WebApplication Build(
        (string Name, string[] Without)[] clients, out LogLines log, Action<IServiceCollection>? configure = null)
    {
        log = new LogLines();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        foreach (var (name, without) in clients)
        {
            var values = TestMerchant.One.Configuration.Where(pair => !without.Contains(pair.Key))
                .ToDictionary(pair => $"WeChatPay:{pair.Key}", pair => pair.Value);
            builder.Services.AddWeChatPay(name, new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("WeChatPay"));
        }
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private sealed class Stock;

    private sealed class NeedsStock(Stock stock) : INotificationHandler<Notification>
    {
        public Task HandleAsync(Notification notification, NotificationContext context, CancellationToken cancellationToken) =>
            Task.FromResult(stock);
    }

    private abstract class NeedsRegistration : INotificationHandler<V2Notification>
    {
        public abstract Task HandleAsync(V2Notification notification, NotificationContext context, CancellationToken cancellationToken);
    }

    private sealed class Registered : NeedsRegistration
    {
        public override Task HandleAsync(V2Notification notification, NotificationContext context, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
