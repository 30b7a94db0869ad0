using System.Diagnostics;
using System.Net.Sockets;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>
/// Reports a connect timeout as a failed connection. <see cref="SocketsHttpHandler"/> throws a cancellation around a timeout, which a
/// stream may also throw long after the request was sent.
/// </summary>
internal sealed class ConnectTimeoutHandler(SocketsHttpHandler sockets) : PipelineHandler(ConnectionTracking.AddTo(sockets))
{
    // The timers of SocketsHttpHandler have a resolution of milliseconds and may fire early.
    private static readonly TimeSpan _timerSlack = TimeSpan.FromMilliseconds(20);

    protected override async ValueTask<HttpResponseMessage> ProcessAsync(
        HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await ContinueAsync(request, isAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (IsConnectTimeout(exception, request, started, cancellationToken))
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError,
                $"No connection to {request.RequestUri!.Host} could be made within {sockets.ConnectTimeout.TotalSeconds:0.###} s.",
                exception);
        }
        catch (SocketException exception)
        {
            // SocketsHttpHandler does not wrap the exception of a connection that is reset as soon as it is accepted.
            throw new HttpRequestException(
                CallState.Get(request).MayHaveBeenSent ? HttpRequestError.Unknown : HttpRequestError.ConnectionError,
                exception.Message,
                exception);
        }
    }

    // A request without content does not report that it is sent; for it, only the elapsed time is known.
    private bool IsConnectTimeout(
        OperationCanceledException exception, HttpRequestMessage message, long started, CancellationToken cancellationToken) =>
        exception.InnerException is TimeoutException
        && !cancellationToken.IsCancellationRequested
        && sockets.ConnectTimeout != Timeout.InfiniteTimeSpan
        && !CallState.Get(message).MayHaveBeenSent
        && Stopwatch.GetElapsedTime(started) >= sockets.ConnectTimeout - _timerSlack;
}
