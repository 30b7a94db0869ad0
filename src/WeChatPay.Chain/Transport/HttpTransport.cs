using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Flurl.Http;
using Flurl.Http.Testing;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Diagnostics;

namespace WeChatPay.Chain.Transport;

/// <summary>Sends a prepared request, asynchronously as a Flurl request or synchronously through the same HttpClient, and makes of what comes back an answer or an exception.</summary>
internal sealed class HttpTransport(Pipeline pipeline, CallWatcher watcher, TimeProvider timeProvider) : IDisposable
{
    private readonly ConcurrentDictionary<(ApiVersion Version, bool Security), FlurlClient> _clients = new();
    private readonly ConnectionHistory _history = new();
    private volatile bool _disposed;

    public async Task<WeChatPayResponse> SendAsync(PreparedRequest request, CancellationToken cancellationToken)
    {
        using var deadline = Begin(request, cancellationToken);
        var watch = watcher.Start(request);
        try
        {
            var response = await ClientFor(request)
                .SendAsync(new PreparedFlurlRequest(request), HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
            return watch.Succeeded(WeChatPayResponse.From(response.ResponseMessage));
        }
        catch (Exception exception)
        {
            throw Thrown(watch.Failed(new CallFailure(request, deadline, _disposed).Explain((exception as FlurlHttpException)?.InnerException ?? exception)));
        }
    }

    public WeChatPayResponse Send(PreparedRequest request)
    {
        using var deadline = Begin(request, CancellationToken.None);
        var watch = watcher.Start(request);
        try
        {
            using var message = new HttpRequestMessage(request.Method, request.Uri) { Content = request.Content };
            request.Attach(message);
            var response = ClientFor(request).HttpClient.Send(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return watch.Succeeded(WeChatPayResponse.From(response));
        }
        catch (Exception exception)
        {
            throw Thrown(watch.Failed(new CallFailure(request, deadline, _disposed).Explain(exception)));
        }
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
        pipeline.Dispose();
    }

    private FlurlClient ClientFor(PreparedRequest request)
    {
        if (_disposed)
        {
            throw ClientDisposed();
        }
        // It swaps the HttpClient of every FlurlClient, and with it the pipeline that signs and verifies.
        if (HttpTest.Current is not null)
        {
            throw new InvalidOperationException("A HttpTest of Flurl's is active, which would answer unverified. Nothing was sent. Fake the platform with WeChatPayClientOptions.PrimaryHandler instead.");
        }
        var kind = (request.Version, request.Security);
        return _clients.TryGetValue(kind, out var client)
            ? client
            : _clients.GetOrAdd(kind, kind => FlurlClientFactory.Create(pipeline.Create(kind.Version, kind.Security)));
    }

    private Deadline Begin(PreparedRequest request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            throw WeChatPayException.RecordOutcome(new OperationCanceledException(cancellationToken), outcomeUnknown: false);
        }
        request.History = _history;
        var total = request.Sink is null ? Timeout.InfiniteTimeSpan : request.DownloadTimeout;
        return request.Deadline = new Deadline(request.Timeout, total, timeProvider, cancellationToken);
    }

    private static ObjectDisposedException ClientDisposed() => new("WeChatPay.Chain.WeChatPayClient");

    // Keeps the trace of where it came from, if it came from somewhere.
    private static Exception Thrown(Exception exception)
    {
        ExceptionDispatchInfo.Throw(exception);
        return exception;
    }
}
