using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Tests.Support;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Tests.Notifications;

/// <summary>What could never take a notification does not start.</summary>
internal sealed class NotificationRouteChecksTests
{
    private static readonly Func<Notification, CancellationToken, Task> _handler = (_, _) => Task.CompletedTask;
    private static readonly Func<V2Notification, CancellationToken, Task> _v2Handler = (_, _) => Task.CompletedTask;

    [TestCase("/notify", "'notify', which means the default client, and there is none. Registered: 'one', 'two'.")]
    [TestCase("/notify/{shop}", "'notify/{shop}', which means the default client")]
    public void Start_NamedClientsAndNoMerchantInTheRoute_IsRejected(string pattern, string problem) =>
        AssertRejected([("one", []), ("two", [])], app => app.MapWeChatPayNotifications(pattern, _handler), problem);

    [TestCase("/notify/{merchant}")]
    [TestCase("/notify/{merchant?}")]
    [TestCase("/notify/{*merchant}")]
    [TestCase("/notify/{merchant:alpha}")]
    public void Start_OnlyADefaultClientAndAMerchantInTheRoute_IsRejected(string pattern) =>
        AssertRejected([("", [])], app => app.MapWeChatPayNotifications(pattern, _handler), "only the default client is registered");

    [Test]
    public void Start_AMerchantInTheGroup_CountsAsInTheRoute() =>
        AssertRejected([("", [])], app => app.MapGroup("/{merchant}").MapWeChatPayNotifications("/notify", _handler), "'{merchant}/notify'");

    [Test]
    public void Start_WithoutTheApiV3Key_IsRejected() =>
        AssertRejected([("", ["ApiV3Key"])], app => app.MapWeChatPayNotifications("/notify", _handler), "has ApiV3Key");

    [Test]
    public void Start_OfApiV2WithoutTheApiV2Key_IsRejected() =>
        AssertRejected([("", ["ApiV2Key"])], app => app.MapWeChatPayV2Notifications("/notify", _v2Handler), "has ApiV2Key,");

    [Test]
    public void Start_NoClientOfTheRouteHasTheKey_IsRejected() =>
        AssertRejected([("", []), ("one", ["ApiV2Key"]), ("two", ["ApiV2Key"])], app => app.MapWeChatPayV2Notifications("/notify/{merchant}", _v2Handler), "has ApiV2Key,");

    [Test]
    public async Task Start_SomeClientsOfTheRouteHaveTheKey_WarnsOfTheOthers()
    {
        await using var app = Build([("one", []), ("two", ["ApiV2Key"])], out var log);
        app.MapWeChatPayV2Notifications("/notify/{merchant}", _v2Handler);

        await app.StartAsync();

        Assert.That(log.Lines.Where(line => line.Contains("ApiV2Key", StringComparison.Ordinal)).Single(), Does.Contain("'two'").And.Contain("notify/{merchant}"));
    }

    [Test]
    public void Start_TheSameRouteTwice_IsRejected() => AssertRejected([("", [])], app =>
    {
        app.MapWeChatPayNotifications("/notify", _handler);
        app.MapWeChatPayNotifications("Notify/", _handler);
    }, "mapped to 'notify' 2 times");

    [Test]
    public async Task Start_RoutesThatSuitTheClients_Starts()
    {
        await using var app = Build([("", []), ("one", [])], out _);
        app.MapWeChatPayNotifications("/notify", _handler);
        app.MapWeChatPayNotifications("/notify/{merchant}", _handler);
        app.MapWeChatPayV2Notifications("/v2/{merchant}", _v2Handler);

        Assert.DoesNotThrowAsync(() => app.StartAsync());
    }

    [Test]
    public void Start_AHealthCheckOfAnUnknownClient_IsRejected() => AssertRejected([("one", [])], _ => { },
        "'three' was not registered. Registered: 'one'.", services => services.AddHealthChecks().AddWeChatPay("three"));

    [Test]
    public void Start_AHealthCheckWithoutAnyClient_IsRejected() => AssertRejected([], _ => { },
        "Call services.AddWeChatPay first", services => services.AddHealthChecks().AddWeChatPay());

    [Test]
    public void Start_AHealthCheckOfAClientInAnotherCase_Starts()
    {
        using var app = Build([("one", [])], out _, services => services.AddHealthChecks().AddWeChatPay("ONE"));

        Assert.DoesNotThrowAsync(() => app.StartAsync());
    }

    [Test]
    public void Add_ANameThatDiffersInCaseOnly_IsRejected() =>
        Assert.That(() => Build([("one", []), ("ONE", [])], out _), Throws.InvalidOperationException.With.Message.Contains("compared without case"));

    private static void AssertRejected(
        (string Name, string[] Without)[] clients, Action<WebApplication> map, string problem, Action<IServiceCollection>? configure = null)
    {
        using var app = Build(clients, out _, configure);
        map(app);

        Assert.That(() => app.StartAsync(), Throws.InstanceOf<Exception>().With.Message.Contains(problem));
    }

    private static WebApplication Build((string Name, string[] Without)[] clients, out LogLines log, Action<IServiceCollection>? configure = null)
    {
        log = new LogLines();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        foreach (var (name, without) in clients)
        {
            var values = TestMerchant.One.Configuration.Where(pair => !without.Contains(pair.Key)).ToDictionary(pair => $"WeChatPay:{pair.Key}", pair => pair.Value);
            builder.Services.AddWeChatPay(name, new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("WeChatPay"));
        }
        configure?.Invoke(builder.Services);
        return builder.Build();
    }
}
