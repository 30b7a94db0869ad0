using WeChatPay.Chain.Keys;

namespace WeChatPay.Chain.Verification;

/// <summary>Says why there is no key for a message, and what to do.</summary>
internal static class UnknownSerial
{
    public static string Describe(string serial, KeyRing ring)
    {
        var known = ring.Snapshot.Keys.Count == 0 ? "none" : string.Join(", ", ring.Snapshot.Keys.Select(key => key.Serial));
        return ring.Outcome switch
        {
            null => $"The message is signed with the platform key '{serial}', which is not configured. Configured: {known}. Add that key to PlatformKeys, or download the current certificates.",
            { Reason: { } reason } => $"The message is signed with the platform key '{serial}', which is not known, and the certificates could not be downloaded: {reason} Known: {known}.",
            { Renewed: { } renewed } => $"The message is signed with the platform key '{serial}', which is not among the platform's certificates, downloaded at {renewed:O}. Known: {known}. They are downloaded again at most once a minute.",
            _ => $"The message is signed with the platform key '{serial}', which is not known. Known: {known}.",
        };
    }
}
