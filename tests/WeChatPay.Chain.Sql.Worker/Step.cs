namespace WeChatPay.Chain.Sql.Worker;

/// <summary>The steps of a notification, after which the process stops.</summary>
internal enum Step
{
    /// <summary>The notification was received.</summary>
    Receipt,

    /// <summary>The key is inserted.</summary>
    Insert,

    /// <summary>The handler has added the order.</summary>
    Effect,

    /// <summary>The transaction is committed, and the response not sent.</summary>
    Commit,
}
