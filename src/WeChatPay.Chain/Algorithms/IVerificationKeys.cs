namespace WeChatPay.Chain.Algorithms;

/// <summary>Finds the key that verifies a message.</summary>
internal interface IVerificationKeys
{
    /// <returns>The key, or null if the serial number is unknown or its certificate is not valid at that time.</returns>
    PlatformKey? Find(string serial, DateTimeOffset time);
}
