using System.Net;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>Reads the field <c>notify_url</c>, which must be a loopback address.</summary>
internal static class NotifyUrl
{
    public const string Path = "/notify_url";

    private const int MaximumLength = 255;

    /// <returns>The URL, or null if it is invalid.</returns>
    public static Uri? Read(BodyFields fields)
    {
        var text = fields.ReadText(Path, $".{{1,{MaximumLength}}}", $"an absolute URL of at most {MaximumLength} characters is required");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            fields.Reject(Path, "must be an absolute http or https URL");
            return null;
        }
        if (url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            fields.Reject(Path, "must not have a query or a fragment");
            return null;
        }
        if (!IsLoopback(url.Host))
        {
            fields.Reject(Path, "must be a loopback address for the sandbox, such as http://127.0.0.1:5000/notify");
            return null;
        }
        return url;
    }

    // Uri.IsLoopback accepts other host names too.
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
