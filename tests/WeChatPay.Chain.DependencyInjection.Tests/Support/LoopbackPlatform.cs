using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.DependencyInjection.Tests.Support;

/// <summary>
/// The platform behind real sockets: signs its responses, redirects <c>/v3/moved</c>, and records the client certificates.
/// </summary>
internal sealed class LoopbackPlatform : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackPlatform(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The path and the thumbprint of the client certificate, if any.</summary>
    public ConcurrentQueue<(string Path, string? Certificate)> Requests { get; } = new();

    /// <param name="merchant">The merchant whose platform key signs.</param>
    /// <param name="server">The certificate of the server; null for plain HTTP.</param>
    public static async Task<LoopbackPlatform> StartAsync(TestMerchant merchant, X509Certificate2? server = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (server is not null)
            {
                listen.UseHttps(server, https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                });
            }
        }));
        var app = builder.Build();
        var platform = new LoopbackPlatform(app);
        app.Run(context => platform.RespondAsync(context, merchant));
        await app.StartAsync();
        return platform;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task RespondAsync(HttpContext context, TestMerchant merchant)
    {
        Requests.Enqueue((context.Request.Path, context.Connection.ClientCertificate?.Thumbprint));
        if (context.Request.Path == "/v3/moved")
        {
            context.Response.Redirect("/v3/elsewhere");
            return Task.CompletedTask;
        }
        var (timestamp, nonce, body) = ($"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}", "593BEC0C930BF1AFEB40B4A08C8FB242", "{}");
        var signature = merchant.PlatformKey.SignData(
            Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n{body}\n"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        context.Response.Headers["Wechatpay-Serial"] = TestMerchant.PublicKeyId;
        context.Response.Headers["Wechatpay-Timestamp"] = timestamp;
        context.Response.Headers["Wechatpay-Nonce"] = nonce;
        context.Response.Headers["Wechatpay-Signature"] = Convert.ToBase64String(signature);
        return context.Response.WriteAsync(body);
    }
}
