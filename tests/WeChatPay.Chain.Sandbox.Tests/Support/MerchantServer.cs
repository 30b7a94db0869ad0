using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>A merchant's server on loopback that records notifications and responds as the test specifies.</summary>
public sealed class MerchantServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedNotification> _received = new();
    private readonly WebApplication _app;

    private MerchantServer(Func<ReceivedNotification, Task<int>> handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var received = new ReceivedNotification(
                context.Request.Headers.ToDictionary(header => header.Key, header => $"{header.Value}", StringComparer.OrdinalIgnoreCase),
                body.ToArray());
            _received.Enqueue(received);
            context.Response.StatusCode = await handler(received);
            context.Response.ContentType = ContentType;
            if (context.Response.StatusCode >= 400)
            {
                await context.Response.WriteAsync("""{"code":"FAIL","message":"失败"}""");
            }
        });
    }

    public string? ContentType { get; set; }

    public string NotifyUrl => $"{_app.Urls.Single()}/notify";

    public IReadOnlyList<ReceivedNotification> Received => [.. _received];

    public static Task<MerchantServer> StartAsync(int status = 204) => StartAsync(_ => Task.FromResult(status));

    public static async Task<MerchantServer> StartAsync(Func<ReceivedNotification, Task<int>> handler)
    {
        var server = new MerchantServer(handler);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}

/// <summary>A notification as the merchant received it.</summary>
public sealed record ReceivedNotification(IReadOnlyDictionary<string, string> Headers, byte[] Body);
