using System.Diagnostics;
using System.Net.Sockets;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>
/// Tells a connection that was not made in time from everything else that looks like it. The sockets report it as a cancellation around
/// a time-out, which a stream below them may throw too, long after the request was sent.
/// </summary>
internal sealed class ConnectTimeoutHandler(SocketsHttpHandler sockets) : DelegatingHandler(ConnectionNotes.AddTo(sockets))
{
    // The sockets' timers run on a clock of milliseconds and may fire that much early.
    private static readonly TimeSpan _timerSlack = TimeSpan.FromMilliseconds(20);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (IsConnectTimeout(exception, request, started, cancellationToken))
        {
            throw NotConnected(request, exception);
        }
        catch (SocketException exception)
        {
            throw Broken(request, exception);
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return base.Send(request, cancellationToken);
        }
        catch (OperationCanceledException exception) when (IsConnectTimeout(exception, request, started, cancellationToken))
        {
            throw NotConnected(request, exception);
        }
        catch (SocketException exception)
        {
            throw Broken(request, exception);
        }
    }

    // A request without a content cannot note that it leaves; for it, only the time tells.
    private bool IsConnectTimeout(OperationCanceledException exception, HttpRequestMessage message, long started, CancellationToken cancellationToken) =>
        exception.InnerException is TimeoutException
        && !cancellationToken.IsCancellationRequested
        && sockets.ConnectTimeout != Timeout.InfiniteTimeSpan
        && !PreparedRequest.Of(message).MayHaveLeft
        && Stopwatch.GetElapsedTime(started) >= sockets.ConnectTimeout - _timerSlack;

    // A connection that is reset as soon as it is accepted comes out of the sockets as it is, which no caller expects of HTTP.
    private static HttpRequestException Broken(HttpRequestMessage request, SocketException exception) => new(
        PreparedRequest.Of(request).MayHaveLeft ? HttpRequestError.Unknown : HttpRequestError.ConnectionError, exception.Message, exception);

    private HttpRequestException NotConnected(HttpRequestMessage request, Exception exception) => new(
        HttpRequestError.ConnectionError,
        $"No connection to {request.RequestUri!.Host} could be made within {sockets.ConnectTimeout.TotalSeconds:0.###} s.",
        exception);
}
