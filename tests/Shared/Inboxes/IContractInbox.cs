using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>An inbox under test, shared by instances of an application.</summary>
internal interface IContractInbox : IAsyncDisposable
{
    /// <summary>Whether a failed handler leaves no effect.</summary>
    bool RollsBack { get; }

    /// <summary>Starts an instance.</summary>
    Task<WebHost> StartAsync(
        Func<Notification, NotificationContext, CancellationToken, Task> handler, Action<NotificationOptions>? options = null);

    /// <summary>The effect of a handler.</summary>
    Task ApplyAsync(Notification notification, NotificationContext context);

    /// <returns>How often a notification had its effect.</returns>
    long CountEffects(string id);
}
