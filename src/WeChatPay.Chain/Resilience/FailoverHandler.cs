using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Diagnostics;

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
        for (var isFirst = true; ; isFirst = false)
        {
            request.RequestUri = Target(request, route);
            try
            {
                var response = base.Send(request, cancellationToken);
                Reached(request, route, works: true);
                return response;
            }
            catch (WeChatPayApiException error)
            {
                Reached(request, route, Works(error));
                throw;
            }
            catch (HttpRequestException exception) when (isFirst && WasNotConnected(request, exception, cancellationToken))
            {
                route = ToOtherHost(request, route);
            }
        }
    }

    private async Task<HttpResponseMessage> SendToEitherAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var route = Begin();
        for (var isFirst = true; ; isFirst = false)
        {
            request.RequestUri = Target(request, route);
            try
            {
                var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                Reached(request, route, works: true);
                return response;
            }
            catch (WeChatPayApiException error)
            {
                Reached(request, route, Works(error));
                throw;
            }
            catch (HttpRequestException exception) when (isFirst && WasNotConnected(request, exception, cancellationToken))
            {
                route = ToOtherHost(request, route);
            }
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

    private static Route ToOtherHost(HttpRequestMessage request, Route route)
    {
        PreparedRequest.Of(request).BeginAnotherAttempt();
        return route with { ToBackup = !route.ToBackup };
    }

    // A response of a call that began before the switch proves nothing: it may have been on its way since before.
    private void Reached(HttpRequestMessage request, Route route, bool works)
    {
        if (route is { WasOnBackup: false, ToBackup: true } && hosts.ToBackup())
        {
            var merchantId = PreparedRequest.Of(request).MerchantId;
            Instruments.CountFailover(hosts.BackupHost, merchantId);
            Log.Failover(logger, hosts.MainHost, merchantId, hosts.BackupHost);
        }
        else if (works && route is { WasOnBackup: true, ToBackup: false } && hosts.ToMain())
        {
            Log.BackOnMainHost(logger, hosts.MainHost, PreparedRequest.Of(request).MerchantId);
        }
    }

    /// <param name="WasOnBackup">Whether the backup host served when the request began.</param>
    /// <param name="ToBackup">Where the request goes.</param>
    private readonly record struct Route(bool WasOnBackup, bool ToBackup);
}
