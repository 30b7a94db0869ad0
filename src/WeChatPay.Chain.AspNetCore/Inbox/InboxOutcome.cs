namespace WeChatPay.Chain.AspNetCore;

/// <summary>What an inbox did with a notification.</summary>
public enum InboxOutcome
{
    /// <summary>
    /// Another delivery is being handled, or took over the claim while the handler ran. It may still fail, so the platform is asked to
    /// retry.
    /// </summary>
    InProgress = 0,

    /// <summary>The handler succeeded, and the notification is recorded as handled.</summary>
    Handled = 1,

    /// <summary>The notification was handled before; the handler was not run.</summary>
    HandledBefore = 2,
}
