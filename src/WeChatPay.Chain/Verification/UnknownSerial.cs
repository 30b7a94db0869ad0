using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Verification;

/// <summary>Explains why no key verifies a message, and what to do.</summary>
internal static class UnknownSerial
{
    public static string Describe(string serial, KeyRing ring, DateTimeOffset now)
    {
        var signed = $"The message is signed with the platform key {DisplayCode.Quote(serial)}, which";
        var invalid = ring.Snapshot.Find(serial) switch
        {
            null => null,
            { Start: { } start } when now < start => $"is not valid before {start:O}",
            { Expiry: var expiry } => $"expired at {expiry:O}",
        };
        var known = ring.Snapshot.Keys.Count == 0 ? "none" : string.Join(", ", ring.Snapshot.Keys.Select(key => key.Serial));
        return ring.Outcome switch
        {
            null when invalid is not null => $"{signed} {invalid}. Add the platform's current certificate to PlatformKeys. "
                + "If this is the current one, synchronize the clock of this machine (NTP).",
            null => $"{signed} is not configured. Configured: {known}. Add that key to PlatformKeys, or download the current certificates.",
            { Reason: { } reason } =>
                $"{signed} {invalid ?? "is not known"}, and the certificates could not be downloaded: {reason} Known: {known}.",
            { Renewed: var renewed } =>
                $"{signed} {invalid ?? $"is not among the platform's certificates, downloaded at {renewed:O}"}. Known: {known}. "
                + "They are downloaded at most once a minute.",
        };
    }

    /// <summary>Explains it for the response that contains the certificates.</summary>
    public static string DescribeDownload(string serial) => PlatformKeys.IsPublicKeyId(serial)
        ? $"The list of certificates is signed with the WeChat Pay public key {DisplayCode.Quote(serial)}, which is not configured. "
            + "Add that key to PlatformKeys, in addition to the certificates."
        : $"The list of certificates is signed with the platform key {DisplayCode.Quote(serial)}, which is neither in "
            + "the list nor configured. The list was discarded.";
}
