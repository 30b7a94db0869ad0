using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WeChatPay.Chain.AspNetCore.Tests.Endpoints;

/// <summary>Bodies that the application read or changed before the endpoint.</summary>
internal sealed class NotificationBodyTests
{
    private readonly RecordingHandler _handled = new();

    [Test]
    public async Task Post_MiddlewareReadBufferedBody_IsRewoundAndHandled()
    {
        await using var host = await StartAsync(async (context, next) =>
        {
            context.Request.EnableBuffering();
            using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
            await reader.ReadToEndAsync();
            await next(context);
        });

        Assert.That((await host.PostAsync(SignedNotification.Create(TestMerchant.One))).Status, Is.EqualTo(204));
        Assert.That(_handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Post_MiddlewareDisposedBufferedBody_LogsTheCause()
    {
        await using var host = await StartAsync(async (context, next) =>
        {
            context.Request.EnableBuffering();
            using (var reader = new StreamReader(context.Request.Body))
            {
                await reader.ReadToEndAsync();
            }
            await next(context);
        });

        Assert.That((await host.PostAsync(SignedNotification.Create(TestMerchant.One))).Status, Is.EqualTo(401));
        Assert.That(host.Log.Text, Does.Contain("The body is empty: middleware or a model binder read it"));
    }

    [Test]
    public async Task Post_EmptyBodyWithoutHeaders_DoesNotLogMiddlewareAsTheCause()
    {
        await using var host = await StartAsync();
        var notification = SignedNotification.Create(TestMerchant.One);
        notification.Body = [];
        notification.Headers.Clear();

        await host.PostAsync(notification);

        Assert.That(host.Log.Text, Does.Contain("HeadersMissing").And.Not.Contain("middleware or a model binder"));
    }

    [TestCase(1000, "The body is empty: middleware or a model binder read it")]
    [TestCase(10, "Only")]
    public async Task Post_MiddlewareReadBody_LogsTheCause(int count, string problem)
    {
        await using var host = await StartAsync(async (context, next) =>
        {
            await context.Request.Body.ReadAtLeastAsync(new byte[count], count, throwOnEndOfStream: false);
            await next(context);
        });

        Assert.That((await host.PostAsync(SignedNotification.Create(TestMerchant.One))).Status, Is.EqualTo(401));
        Assert.That(host.Log.Text, Does.Contain(problem).And.Contain("EnableBuffering").And.Not.Contain("altered"));
        Assert.That(_handled.Calls, Is.Zero);
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task Post_CompressedBody_LogsTheRemedy(string encoding)
    {
        await using var host = await StartAsync();
        using var request = Compressed(encoding);

        Assert.That((await host.SendAsync(request)).Status, Is.EqualTo(401));
        Assert.That(
            host.Log.Text,
            Does.Contain($"Content-Encoding '{encoding}'").And.Contain("UseRequestDecompression").And.Not.Contain("altered"));
    }

    [Test]
    public async Task Post_CompressedBodyWithDecompression_IsHandled([Values("gzip", "br")] string encoding)
    {
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify", _handled.HandleAsync),
            services => services.AddRequestDecompression(),
            app => app.UseRequestDecompression());
        using var request = Compressed(encoding);

        Assert.That((await host.SendAsync(request)).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Post_CorruptCompressedBody_Gets400([Values("gzip", "br", "deflate")] string encoding)
    {
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify", _handled.HandleAsync),
            services => services.AddRequestDecompression(),
            app => app.UseRequestDecompression());
        using var request = SignedNotification.Create(TestMerchant.One).ToRequest("/notify");
        request.Content!.Headers.ContentEncoding.Add(encoding);

        Assert.That((await host.SendAsync(request)).Status, Is.EqualTo(400));
        Assert.That(host.Log.Lines, Has.One.Contains($"A notification to merchant {TestMerchant.One.Id} was not received completely."));
    }

    [Test]
    public async Task Post_AlteredBody_LogsThatItWasAltered()
    {
        await using var host = await StartAsync();
        var notification = SignedNotification.Create(TestMerchant.One);
        notification.Body[^1] ^= 1;

        await host.PostAsync(notification);

        Assert.That(host.Log.Text, Does.Contain("altered in transit"));
    }

    private static HttpRequestMessage Compressed(string encoding)
    {
        var notification = SignedNotification.Create(TestMerchant.One);
        using var packed = new MemoryStream();
        using (Stream packer = encoding == "gzip"
            ? new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)
            : new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packer.Write(notification.Body);
        }
        notification.Body = packed.ToArray();
        var request = notification.ToRequest("/notify");
        request.Content!.Headers.ContentEncoding.Add(encoding);
        return request;
    }

    private Task<WebHost> StartAsync(Func<HttpContext, RequestDelegate, Task>? middleware = null) => WebHost.StartAsync(
        app => app.MapWeChatPayNotifications("/notify", _handled.HandleAsync), use: middleware is null ? null : app => app.Use(middleware));
}
