using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>
/// Passes requests to the application without sockets: hosting, routing and the endpoint run as they do behind Kestrel, and no client takes
/// a share of the processors.
/// </summary>
internal sealed class InProcessServer : IServer
{
    private Func<IFeatureCollection, Task> _process = _ => throw new InvalidOperationException("The server is not started.");

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _process = features => ProcessAsync(application, features);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    /// <returns>The status of the response.</returns>
    public async Task<int> PostAsync(string path, Dictionary<string, string> headers, byte[] body)
    {
        var request = new HttpRequestFeature
        {
            Method = HttpMethods.Post,
            Scheme = "http",
            Protocol = HttpProtocol.Http11,
            Path = path,
            Body = new MemoryStream(body, writable: false),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }
        request.Headers.ContentType = "application/json";
        request.Headers.ContentLength = body.Length;
        var response = new HttpResponseFeature();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        await _process(features);
        return response.StatusCode;
    }

    private static async Task ProcessAsync<TContext>(IHttpApplication<TContext> application, IFeatureCollection features)
        where TContext : notnull
    {
        var context = application.CreateContext(features);
        try
        {
            await application.ProcessRequestAsync(context);
        }
        finally
        {
            application.DisposeContext(context, exception: null);
        }
    }
}
