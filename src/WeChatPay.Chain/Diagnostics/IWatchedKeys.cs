namespace WeChatPay.Chain.Diagnostics;

/// <summary>What is measured of the platform keys of one client.</summary>
internal interface IWatchedKeys
{
    /// <summary>How long ago they were renewed; since the client was built, where they never were.</summary>
    TimeSpan Age { get; }

    /// <summary>How long it is until the last certificate among them expires, negative afterwards; null when none of them says.</summary>
    TimeSpan? TimeToExpiry { get; }
}
