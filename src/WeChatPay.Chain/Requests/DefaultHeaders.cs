using System.Reflection;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>The headers that every call has unless the caller overrides them.</summary>
internal sealed class DefaultHeaders
{
    private const string UserAgent = "User-Agent";
    private const string Accept = "Accept";

    // The types that the endpoints return. Those for images and bills reject a plain application/json.
    private const string AcceptV3 = "application/json, text/plain, application/x-gzip, application/pdf, image/png, image/*;q=0.5";
    private const string AcceptV2 = "text/xml, text/plain, application/x-gzip";

    private static readonly string _userAgent =
        "WeChatPay.Chain/" + PackageVersion + " (.NET " + Environment.Version + "; " + Environment.OSVersion.Platform + ")";

    private readonly KeyValuePair<string, string>[] _v3;
    private readonly KeyValuePair<string, string>[] _v2 =
        [KeyValuePair.Create(Accept, AcceptV2), KeyValuePair.Create(UserAgent, _userAgent)];

    /// <param name="publicKeyId">
    /// The ID of the WeChat Pay public key; <see langword="null"/> for a merchant that verifies with certificates only.
    /// </param>
    public DefaultHeaders(string? publicKeyId)
    {
        _v3 = [KeyValuePair.Create(Accept, AcceptV3), KeyValuePair.Create(UserAgent, _userAgent)];
        if (publicKeyId is not null)
        {
            // Tells the platform that this merchant can verify with the public key, even during the migration from certificates.
            _v3 = [.. _v3, KeyValuePair.Create(WeChatPayHeaders.Serial, publicKeyId)];
        }
    }

    private static string PackageVersion =>
        typeof(DefaultHeaders).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Adds the defaults to the headers of a call.</summary>
    /// <param name="given">The caller's headers, which replace defaults of the same name.</param>
    /// <param name="version">The protocol.</param>
    /// <param name="encryptionSerial">
    /// The serial of the key that encrypts sensitive values; <see langword="null"/> without such values.
    /// </param>
    public IReadOnlyList<KeyValuePair<string, string>> AddTo(
        IReadOnlyList<KeyValuePair<string, string>> given, ApiVersion version, string? encryptionSerial = null)
    {
        var defaults = version switch
        {
            ApiVersion.V2 => _v2,
            _ => encryptionSerial is null ? _v3 : WithSerial(encryptionSerial),
        };
        return given.Count == 0
            ? defaults
            : [.. given, .. defaults.Where(header => HeaderOptions.Find(given, header.Key) is null)];
    }

    private KeyValuePair<string, string>[] WithSerial(string serial) =>
        [.. _v3.Where(header => header.Key != WeChatPayHeaders.Serial), KeyValuePair.Create(WeChatPayHeaders.Serial, serial)];
}
