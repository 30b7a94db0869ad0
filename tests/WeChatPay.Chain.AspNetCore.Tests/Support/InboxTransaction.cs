namespace WeChatPay.Chain.AspNetCore.Tests.Support;

/// <summary>The transaction of a <see cref="TransactionalInbox"/> in the scope of a handler.</summary>
internal sealed class InboxTransaction
{
    public long Attempt { get; set; }

    /// <summary>The IDs of the notifications whose effect the transaction contains.</summary>
    public List<string> Effects { get; } = [];
}
