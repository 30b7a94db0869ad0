using System.Reflection;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Requests;

/// <summary>The headers that a request has unless the caller says otherwise.</summary>
/// <param name="publicKeyId">The id of the WeChat Pay public key; null for a merchant that verifies with certificates only.</param>
internal sealed class DefaultHeaders(string? publicKeyId)
{
    private const string UserAgent = "User-Agent";
    private const string Accept = "Accept";

    // What the endpoints answer with; those of images and bills refuse a bare application/json.
    private const string AcceptV3 = "application/json, text/plain, application/x-gzip, application/pdf, image/png, image/*;q=0.5";
    private const string AcceptV2 = "text/xml, text/plain, application/x-gzip";

    private static readonly string _userAgent = $"WeChatPay.Chain/{PackageVersion} (.NET {Environment.Version}; {Environment.OSVersion.Platform})";

    private static string PackageVersion =>
        typeof(DefaultHeaders).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <param name="version">The protocol.</param>
    /// <param name="given">The option <c>headers</c>, which wins whatever the case of its names; null for none.</param>
    public IReadOnlyList<KeyValuePair<string, string>> With(ApiVersion version, object? given)
    {
        var headers = new List<KeyValuePair<string, string>>(4);
        if (given is not null)
        {
            headers.AddRange(HeaderOptions.Read(given));
        }
        AddDefault(headers, Accept, version == ApiVersion.V2 ? AcceptV2 : AcceptV3);
        AddDefault(headers, UserAgent, _userAgent);
        if (publicKeyId is not null && version == ApiVersion.V3)
        {
            // Tells the platform that this merchant verifies with the public key, also while it still sends certificates.
            AddDefault(headers, WeChatPayHeaders.Serial, publicKeyId);
        }
        return headers;
    }

    private static void AddDefault(List<KeyValuePair<string, string>> headers, string name, string value)
    {
        if (!headers.Exists(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(KeyValuePair.Create(name, value));
        }
    }
}
