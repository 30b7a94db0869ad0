using System.Diagnostics;
using System.Net.Sockets;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>
/// Reports a connection that was not made in time as such. The sockets report it as a cancellation around a timeout, which a stream below
/// them may throw too, long after the request was sent.
/// </summary>
internal sealed class ConnectTimeoutHandler(SocketsHttpHandler sockets) : PipelineHandler(ConnectionTracking.AddTo(sockets))
{
    // The timers of the sockets run on a clock of milliseconds and may fire that much early.
    private static readonly TimeSpan _timerSlack = TimeSpan.FromMilliseconds(20);

    protected override async ValueTask<HttpResponseMessage> ProcessAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
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
            // A connection that is reset as soon as it is accepted leaves the sockets as it is, which no caller expects of HTTP.
            throw new HttpRequestException(
                CallState.Get(request).MayHaveLeft ? HttpRequestError.Unknown : HttpRequestError.ConnectionError, exception.Message, exception);
        }
    }

    // A request without content cannot note that it leaves; for it, only the time tells.
    private bool IsConnectTimeout(OperationCanceledException exception, HttpRequestMessage message, long started, CancellationToken cancellationToken) =>
        exception.InnerException is TimeoutException
        && !cancellationToken.IsCancellationRequested
        && sockets.ConnectTimeout != Timeout.InfiniteTimeSpan
        && !CallState.Get(message).MayHaveLeft
        && Stopwatch.GetElapsedTime(started) >= sockets.ConnectTimeout - _timerSlack;
}
