using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.Resilience;

/// <summary>What all calls of a client share: the repeats in store, and which host serves.</summary>
internal sealed class ResiliencePolicy(ResilienceOptions options, Uri baseAddress, TimeProvider timeProvider, ILogger logger)
{
    private readonly RetryRules _rules = new(options);
    private readonly HostSwitch? _hosts = HostSwitch.Of(baseAddress, options.BackupAddress);

    /// <summary>Puts repeats and failover around the handlers that make one attempt.</summary>
    public HttpMessageHandler Around(HttpMessageHandler attempt)
    {
        var either = _hosts is null ? attempt : new FailoverHandler(_hosts, logger) { InnerHandler = attempt };
        return _rules.AllowRetries ? new RetryHandler(_rules, timeProvider, logger) { InnerHandler = either } : either;
    }
}
