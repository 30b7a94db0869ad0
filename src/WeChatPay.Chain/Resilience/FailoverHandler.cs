using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Resilience;

/// <summary>Sends a request to the other host when no connection to the first one can be made: nothing was sent then, so any request may go on.</summary>
internal sealed class FailoverHandler(HostSwitch hosts, ILogger logger) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        hosts.Serves(PreparedRequest.Of(request).Uri) ? SendToEitherAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!hosts.Serves(PreparedRequest.Of(request).Uri))
        {
            return base.Send(request, cancellationToken);
        }
        var route = Begin(request);
        try
        {
            return Answered(route, base.Send(request, cancellationToken));
        }
        catch (HttpRequestException exception) when (WasNotConnected(request, exception, cancellationToken))
        {
            route = Turn(request, route);
            return Answered(route, base.Send(request, cancellationToken));
        }
    }

    private async Task<HttpResponseMessage> SendToEitherAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var route = Begin(request);
        try
        {
            return Answered(route, await base.SendAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch (HttpRequestException exception) when (WasNotConnected(request, exception, cancellationToken))
        {
            route = Turn(request, route);
            return Answered(route, await base.SendAsync(request, cancellationToken).ConfigureAwait(false));
        }
    }

    // A signer that was not reached has failed before the host was tried.
    private static bool WasNotConnected(HttpRequestMessage request, HttpRequestException exception, CancellationToken cancellationToken) =>
        PreparedRequest.Of(request).IsUnderWay && !WeChatPayException.IsOutcomeUnknown(exception) && !cancellationToken.IsCancellationRequested;

    private Route Begin(HttpRequestMessage request)
    {
        var onBackup = hosts.IsOnBackup;
        return Direct(request, new Route(WasOnBackup: onBackup, ToBackup: onBackup && !hosts.IsProbe()));
    }

    private Route Turn(HttpRequestMessage request, Route route)
    {
        PreparedRequest.Of(request).IsUnderWay = false;
        return Direct(request, route with { ToBackup = !route.ToBackup });
    }

    private Route Direct(HttpRequestMessage request, Route route)
    {
        var uri = PreparedRequest.Of(request).Uri;
        request.RequestUri = route.ToBackup ? hosts.OnBackup(uri) : uri;
        return route;
    }

    // An answer of a call that began before the switch proves nothing: it may have been on its way since before.
    private HttpResponseMessage Answered(Route route, HttpResponseMessage answer)
    {
        if (route is { WasOnBackup: false, ToBackup: true } && hosts.ToBackup())
        {
            Instruments.CountFailover(hosts.BackupHost);
            Log.Failover(logger, hosts.MainHost, hosts.BackupHost);
        }
        // A main host that answers but does not work yet is no reason to leave the one that does.
        else if (route is { WasOnBackup: true, ToBackup: false } && (int)answer.StatusCode < 500 && hosts.ToMain())
        {
            Log.BackOnMainHost(logger, hosts.MainHost);
        }
        return answer;
    }

    /// <param name="WasOnBackup">Whether the backup host served when the request began.</param>
    /// <param name="ToBackup">Where the request goes.</param>
    private readonly record struct Route(bool WasOnBackup, bool ToBackup);
}
