using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>An application that receives notifications, in this process.</summary>
internal sealed class NotificationHost : IAsyncDisposable
{
    private const string Path = "/notify";

    // A pause of the machine must not make the endpoint reject notifications.
    private const int MaxConcurrentHandlers = 10_000;

    private readonly WebApplication _app;
    private readonly InProcessServer _server;
    private int _unexpected;

    private NotificationHost(WebApplication app, InProcessServer server)
    {
        _app = app;
        _server = server;
    }

    /// <summary>The number of responses with another status than expected.</summary>
    public int Unexpected => _unexpected;

    public static async Task<NotificationHost> StartAsync(IBenchmarkInbox inbox)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddWeChatPay(TestMerchant.One.Section);
        inbox.Register(builder.Services);
        var server = new InProcessServer();
        builder.Services.AddSingleton<IServer>(server);
        var app = builder.Build();
        app.MapWeChatPayNotifications(Path, inbox.HandleAsync, options => options.MaxConcurrentHandlers = MaxConcurrentHandlers);
        await app.StartAsync();
        return new NotificationHost(app, server);
    }

    public async Task PostAsync(Posting posting)
    {
        var status = await _server.PostAsync(Path, posting.Notification.Headers, posting.Notification.Body);
        if (status != posting.Status)
        {
            Interlocked.Increment(ref _unexpected);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
