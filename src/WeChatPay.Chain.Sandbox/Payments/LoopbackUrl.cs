using System.Net;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>Where notifications go: to this machine, nowhere else.</summary>
internal static class LoopbackUrl
{
    private const int MaximumLength = 255;

    /// <returns>Null for what is refused, which the fields then say.</returns>
    public static Uri? Read(BodyFields fields)
    {
        const string path = "/notify_url";
        var text = fields.Text(path, $".{{1,{MaximumLength}}}", "an absolute URL is required");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            fields.Refuse(path, "an absolute URL over http or https is required");
            return null;
        }
        if (url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            fields.Refuse(path, "the URL carries parameters");
            return null;
        }
        if (!IsLoopback(url.Host))
        {
            fields.Refuse(path, "the sandbox notifies loopback addresses only, such as http://127.0.0.1:5000/notify");
            return null;
        }
        return url;
    }

    // Not Uri.IsLoopback, which takes other names too.
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
