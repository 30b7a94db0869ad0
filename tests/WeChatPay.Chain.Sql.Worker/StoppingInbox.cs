using WeChatPay.Chain.AspNetCore;

namespace WeChatPay.Chain.Sql.Worker;

/// <summary>Stops before or after the transaction of another inbox.</summary>
internal sealed class StoppingInbox(INotificationInbox inbox, Steps steps) : INotificationInbox
{
    public async Task<InboxOutcome> RunOnceAsync(NotificationRun run, CancellationToken cancellationToken)
    {
        await steps.ReachAsync(Step.Receipt);
        var outcome = await inbox.RunOnceAsync(run, cancellationToken);
        await steps.ReachAsync(Step.Commit);
        return outcome;
    }
}
