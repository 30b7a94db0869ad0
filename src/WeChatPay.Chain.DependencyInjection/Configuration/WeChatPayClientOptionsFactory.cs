using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.DependencyInjection.Configuration;

/// <summary>
/// Creates options with the defaults of a hosted application: its clock, its logging, and retries. The application's configuration is
/// applied to them.
/// </summary>
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
