using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Threading;

namespace WeChatPay.Chain.AspNetCore.Handling;

/// <summary>What every handler runs with.</summary>
internal sealed class HandlerServices(
    HandlerTaskScheduler scheduler, IServiceScopeFactory scopes, TimeProvider timeProvider, ILogger<NotificationRun> logger)
{
    /// <summary>The threads of the handlers.</summary>
    public HandlerTaskScheduler Scheduler => scheduler;

    /// <summary>Creates the scope of a handler.</summary>
    public IServiceScopeFactory Scopes => scopes;

    /// <summary>Measures how long a handler runs.</summary>
    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Logs what handlers throw.</summary>
    public ILogger Logger { get; } = new NonThrowingLogger(logger);
}
