namespace WeChatPay.Chain.Algorithms;

/// <summary>The keys that a message may be verified with.</summary>
internal interface IVerificationKeys
{
    /// <summary>Null when there is no key under that serial, or its certificate is not valid at that time.</summary>
    PlatformKey? Find(string serial, DateTimeOffset time);
}
