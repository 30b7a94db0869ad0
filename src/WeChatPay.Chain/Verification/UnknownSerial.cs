using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Verification;

/// <summary>Says why there is no key for a message, and what to do.</summary>
internal static class UnknownSerial
{
    public static string Describe(string serial, KeyRing ring, DateTimeOffset now)
    {
        var signed = $"The message is signed with the platform key {PlainWord.Quote(serial)}, which";
        var invalid = ring.Snapshot.Find(serial) switch
        {
            null => null,
            { Start: { } start } when now < start => $"is not valid before {start:O}",
            { Expiry: var expiry } => $"expired at {expiry:O}",
        };
        var known = ring.Snapshot.Keys.Count == 0 ? "none" : string.Join(", ", ring.Snapshot.Keys.Select(key => key.Serial));
        return ring.Outcome switch
        {
            null when invalid is not null => $"{signed} {invalid}, so it verifies nothing. "
                + "Add the platform's current certificate to PlatformKeys; if this is it, set this machine's clock by NTP.",
            null => $"{signed} is not configured. Configured: {known}. Add that key to PlatformKeys, or download the current certificates.",
            { Reason: { } reason } =>
                $"{signed} {invalid ?? "is not known"}, and the certificates could not be downloaded: {reason} Known: {known}.",
            { Renewed: var renewed } =>
                $"{signed} {invalid ?? $"is not among the platform's certificates, downloaded at {renewed:O}"}. Known: {known}. They are downloaded again at most once a minute.",
        };
    }

    /// <summary>The same of the answer that lists the certificates.</summary>
    public static string DescribeDownload(string serial) => PlatformKeys.IsPublicKeyId(serial)
        ? $"The list of certificates is signed with the WeChat Pay public key {PlainWord.Quote(serial)}, which is not configured. Add that key to PlatformKeys, beside the certificates."
        : $"The list of certificates is signed with the platform key {PlainWord.Quote(serial)}, which is neither in it nor configured. None of it is used.";
}
