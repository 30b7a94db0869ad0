using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Diagnostics;

namespace WeChatPay.Chain.Resilience;

/// <summary>
/// Sends a request to the other host if no connection to the first one can be made. Nothing has been sent in that case, so this is safe
/// for any request.
/// </summary>
internal sealed class FailoverHandler(HostSwitch hosts, ILogger logger) : PipelineHandler
{
    protected override ValueTask<HttpResponseMessage> ProcessAsync(
        HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        var call = CallState.Get(request);
        return hosts.Serves(call.Request.Uri)
            ? SendToEitherAsync(request, call, isAsync, cancellationToken)
            : ContinueAsync(request, isAsync, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage> SendToEitherAsync(
        HttpRequestMessage request, CallState call, bool isAsync, CancellationToken cancellationToken)
    {
        var route = SelectRoute();
        for (var isFirst = true; ; isFirst = false)
        {
            request.RequestUri = route.ToBackup ? hosts.ToBackup(call.Request.Uri) : call.Request.Uri;
            try
            {
                var response = await ContinueAsync(request, isAsync, cancellationToken).ConfigureAwait(false);
                SwitchHosts(call, route, isHealthy: true);
                return response;
            }
            catch (WeChatPayApiException error)
            {
                SwitchHosts(call, route, IsHealthy(error));
                throw;
            }
            catch (HttpRequestException exception) when (
                isFirst && CallOutcome.FailedToConnect(call, exception) && !cancellationToken.IsCancellationRequested)
            {
                call.BeginAttempt();
                route = route with { ToBackup = !route.ToBackup };
            }
        }
    }

    // A main host that fails, or that returns only the error page of a gateway, is not ready to be used again.
    private static bool IsHealthy(WeChatPayApiException error) => error is { Code: not null, StatusCode: < 500 };

    private Route SelectRoute()
    {
        var onBackup = hosts.IsOnBackup;
        return new Route(WasOnBackup: onBackup, ToBackup: onBackup && !hosts.TryBeginProbe());
    }

    // The host that responded becomes the one in use. A response to a call that began before the switch proves nothing: the request may
    // have reached the main host before the outage.
    private void SwitchHosts(CallState call, Route route, bool isHealthy)
    {
        var merchantId = call.Request.MerchantId;
        if (route is { WasOnBackup: false, ToBackup: true } && hosts.SwitchToBackup())
        {
            Instruments.CountFailover(hosts.BackupHost, merchantId);
            Log.Failover(logger, hosts.MainHost, merchantId, hosts.BackupHost);
        }
        else if (isHealthy && route is { WasOnBackup: true, ToBackup: false } && hosts.SwitchToMain())
        {
            Log.BackOnMainHost(logger, hosts.MainHost, merchantId);
        }
    }

    /// <param name="WasOnBackup">Whether the backup host was in use when the request began.</param>
    /// <param name="ToBackup">Whether the request goes to the backup host.</param>
    private readonly record struct Route(bool WasOnBackup, bool ToBackup);
}
