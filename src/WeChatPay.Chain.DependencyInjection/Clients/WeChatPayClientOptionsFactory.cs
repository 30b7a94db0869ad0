using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>Creates options whose defaults are those of an application: its clock, its logs, and retries. Every step that an application adds comes after them.</summary>
internal sealed class WeChatPayClientOptionsFactory(
    IEnumerable<IConfigureOptions<WeChatPayClientOptions>> setups,
    IEnumerable<IPostConfigureOptions<WeChatPayClientOptions>> postConfigures,
    IEnumerable<IValidateOptions<WeChatPayClientOptions>> validations,
    TimeProvider timeProvider,
    ILoggerFactory loggerFactory)
    : OptionsFactory<WeChatPayClientOptions>(setups, postConfigures, validations)
{
    protected override WeChatPayClientOptions CreateInstance(string name) =>
        new() { TimeProvider = timeProvider, LoggerFactory = loggerFactory, Resilience = new ResilienceOptions() };
}
