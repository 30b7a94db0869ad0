using System.Runtime.ExceptionServices;
using Flurl;
using Flurl.Http;
using Flurl.Http.Testing;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Hosts;

namespace WeChatPay.Chain.Transport;

/// <summary>Sends calls: asynchronous ones as Flurl requests, synchronous ones through the same <see cref="HttpClient"/>.</summary>
internal sealed class HttpTransport(Pipeline pipeline, CallTelemetry telemetry, Uri baseAddress, TimeProvider timeProvider) : IDisposable
{
    private readonly Url _server = CreateServer(baseAddress);
    // By protocol, and by whether connections present the merchant certificate.
    private readonly FlurlClient?[] _clients = new FlurlClient?[4];
    private readonly ConnectionHistory _history = new();
    private volatile bool _disposed;

    /// <param name="request">What the call asks for.</param>
    /// <param name="isAsync">Whether the method may return before it has done its work.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public async ValueTask<WeChatPayResponse> SendAsync(CallRequest request, bool isAsync, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            throw WeChatPayException.RecordOutcome(new OperationCanceledException(cancellationToken), outcomeUnknown: false);
        }
        var total = request.Sink is null ? Timeout.InfiniteTimeSpan : request.DownloadTimeout;
        using var deadline = new Deadline(request.Timeout, total, timeProvider, cancellationToken);
        var call = new CallState(request, deadline, _history);
        var observation = telemetry.Start(request);
        try
        {
            var client = GetClient(request);
            var response = isAsync
                ? (await client.SendAsync(
                    new FlurlCallRequest(client, GetServer(request.Uri), call),
                    HttpCompletionOption.ResponseHeadersRead,
                    deadline.Token).ConfigureAwait(false)).ResponseMessage
                : Send(client.HttpClient, call);
            return observation.Succeed(WeChatPayResponse.From(response));
        }
        catch (Exception exception)
        {
            var cause = (exception as FlurlHttpException)?.InnerException ?? exception;
            throw Rethrow(observation.Fail(CallException.Create(cause, call, _disposed)));
        }
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (var client in _clients)
        {
            client?.Dispose();
        }
        pipeline.Dispose();
    }

    private static HttpResponseMessage Send(HttpClient client, CallState call)
    {
        using var message = new HttpRequestMessage(call.Request.Method, call.Request.Uri);
        call.AttachTo(message);
        return client.Send(message, HttpCompletionOption.ResponseHeadersRead, call.Deadline.Token);
    }

    private Url GetServer(Uri uri) =>
        PlatformHosts.AreOnSameServer(uri, baseAddress) ? _server : CreateServer(uri);

    private static Url CreateServer(Uri uri) => new(uri.GetLeftPart(UriPartial.Authority));

    private FlurlClient GetClient(CallRequest request)
    {
        if (_disposed)
        {
            throw ClientDisposed();
        }
        // An HttpTest replaces the HttpClient of every FlurlClient, and with it the pipeline that signs and verifies.
        if (HttpTest.Current is not null)
        {
            throw new InvalidOperationException(
                "A Flurl HttpTest is active, which would bypass signing and verification. Nothing was sent. Fake the platform with "
                + "WeChatPayClientOptions.PrimaryHandler instead.");
        }
        ref var client = ref _clients[(2 * (int)request.Version) + (request.Security ? 1 : 0)];
        return client
            ?? Interlocked.CompareExchange(ref client, FlurlClientFactory.Create(pipeline.Create(request.Version, request.Security)), null)
            ?? client;
    }

    private static ObjectDisposedException ClientDisposed() => new("WeChatPay.Chain.WeChatPayClient");

    // Throws with the original stack trace, if the exception has one. The return type lets the caller write "throw".
    private static Exception Rethrow(Exception exception)
    {
        ExceptionDispatchInfo.Throw(exception);
        return exception;
    }
}
