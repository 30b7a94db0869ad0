using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeChatPay.Chain.Sandbox.Faults;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>Kestrel on a free loopback port. It reads neither environment variables nor settings files.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single() + "/");
    }

    public Uri Address { get; }

    public static async Task<LoopbackServer> StartAsync(
        Func<SandboxRequest, CancellationToken, Task<(OutgoingResponse Response, ConnectionDrop Drop)>> handler,
        CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            // A client that is paused in a debugger sends and receives nothing.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        var app = builder.Build();
        app.Run(async context =>
        {
            var request = await ReadAsync(context).ConfigureAwait(false);
            var (response, drop) = await handler(request, context.RequestAborted).ConfigureAwait(false);
            await WriteAsync(context, response, drop).ConfigureAwait(false);
        });
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return new LoopbackServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<SandboxRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var headers = context.Request.Headers
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new SandboxRequest(new HttpMethod(context.Request.Method), target, headers, body.ToArray());
    }

    private static async Task WriteAsync(HttpContext context, OutgoingResponse response, ConnectionDrop drop)
    {
        if (drop == ConnectionDrop.BeforeResponse || (drop == ConnectionDrop.InsideBody && response.Body.Length == 0))
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = response.StatusCode;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }
        if (response.Body.Length > 0)
        {
            context.Response.ContentType = response.ContentType;
            context.Response.ContentLength = response.Body.Length;
            // Kestrel closes the connection after a body shorter than its Content-Length. Sending the headers first makes the client see
            // them even if the truncated body is empty.
            var length = drop == ConnectionDrop.InsideBody ? response.Body.Length / 2 : response.Body.Length;
            await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.WriteAsync(response.Body.AsMemory(0, length), context.RequestAborted).ConfigureAwait(false);
        }
    }

    // The default lifetime handles Ctrl+C, which is up to the process that hosts the sandbox.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
