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
        var route = Begin();
        try
        {
            return Send(request, route, cancellationToken);
        }
        catch (HttpRequestException exception) when (WasNotConnected(request, exception, cancellationToken))
        {
            PreparedRequest.Of(request).BeginAnotherAttempt();
            return Send(request, route.ToOtherHost(), cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SendToEitherAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var route = Begin();
        try
        {
            return await SendAsync(request, route, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception) when (WasNotConnected(request, exception, cancellationToken))
        {
            PreparedRequest.Of(request).BeginAnotherAttempt();
            return await SendAsync(request, route.ToOtherHost(), cancellationToken).ConfigureAwait(false);
        }
    }

    private HttpResponseMessage Send(HttpRequestMessage request, Route route, CancellationToken cancellationToken)
    {
        request.RequestUri = Target(request, route);
        try
        {
            var response = base.Send(request, cancellationToken);
            Reached(route, works: true);
            return response;
        }
        catch (WeChatPayApiException error)
        {
            Reached(route, Works(error));
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Route route, CancellationToken cancellationToken)
    {
        request.RequestUri = Target(request, route);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            Reached(route, works: true);
            return response;
        }
        catch (WeChatPayApiException error)
        {
            Reached(route, Works(error));
            throw;
        }
    }

    private static bool WasNotConnected(HttpRequestMessage request, HttpRequestException exception, CancellationToken cancellationToken) =>
        CallOutcome.WasNotConnected(PreparedRequest.Of(request), exception) && !cancellationToken.IsCancellationRequested;

    // A main host that fails, or from which only a gateway's page comes, is no reason to leave the one that works.
    private static bool Works(WeChatPayApiException error) => error is { Code: not null, StatusCode: < 500 };

    private Route Begin()
    {
        var onBackup = hosts.IsOnBackup;
        return new Route(WasOnBackup: onBackup, ToBackup: onBackup && !hosts.IsProbe());
    }

    private Uri Target(HttpRequestMessage request, Route route) =>
        route.ToBackup ? hosts.OnBackup(PreparedRequest.Of(request).Uri) : PreparedRequest.Of(request).Uri;

    // A response of a call that began before the switch proves nothing: it may have been on its way since before.
    private void Reached(Route route, bool works)
    {
        if (route is { WasOnBackup: false, ToBackup: true } && hosts.ToBackup())
        {
            Instruments.CountFailover(hosts.BackupHost);
            Log.Failover(logger, hosts.MainHost, hosts.BackupHost);
        }
        else if (works && route is { WasOnBackup: true, ToBackup: false } && hosts.ToMain())
        {
            Log.BackOnMainHost(logger, hosts.MainHost);
        }
    }

    /// <param name="WasOnBackup">Whether the backup host served when the request began.</param>
    /// <param name="ToBackup">Where the request goes.</param>
    private readonly record struct Route(bool WasOnBackup, bool ToBackup)
    {
        public Route ToOtherHost() => this with { ToBackup = !ToBackup };
    }
}
