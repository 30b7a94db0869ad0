using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.Resilience;

/// <summary>Retries and failover, with the state that all calls of a client share: the retry budget and the host in use.</summary>
internal sealed class ResiliencePolicy(ResilienceOptions options, Uri baseAddress, TimeProvider timeProvider, ILogger logger)
{
    private readonly RetryRules _rules = new(options);
    private readonly HostSwitch? _hosts = HostSwitch.Create(baseAddress, options.BackupAddress);

    /// <summary>Adds retries and failover to the handlers that make one attempt.</summary>
    public HttpMessageHandler Wrap(HttpMessageHandler attempt)
    {
        var failover = _hosts is null ? attempt : new FailoverHandler(_hosts, logger) { InnerHandler = attempt };
        return _rules.AllowRetries ? new RetryHandler(_rules, timeProvider, logger) { InnerHandler = failover } : failover;
    }
}
