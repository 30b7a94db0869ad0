using System.Net;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>Reads the field <c>notify_url</c>, which must be a loopback address.</summary>
internal static class NotifyUrlField
{
    public const string Path = "/notify_url";

    /// <returns>The URL, or null if it is invalid; <see cref="BodyFields.Error"/> is then set.</returns>
    public static Uri? Read(BodyFields fields)
    {
        var text = fields.ReadText(Path, ".{1,255}", "an absolute URL of at most 255 characters is required");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            fields.Reject(Path, "must be an absolute http or https URL");
            return null;
        }
        if (FindProblem(url) is { } problem)
        {
            fields.Reject(Path, problem);
            return null;
        }
        return url;
    }

    private static string? FindProblem(Uri url) => url switch
    {
        _ when url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps => "must be an absolute http or https URL",
        { Query.Length: > 0 } or { Fragment.Length: > 0 } => "must not have a query or a fragment",
        _ when !IsLoopback(url.Host) => "must be a loopback address for the sandbox, such as http://127.0.0.1:5000/notify",
        _ => null,
    };

    // Uri.IsLoopback accepts other host names too.
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
