using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Transport;

/// <summary>Keeps the user name and password in the URL of a proxy out of exceptions: the framework's messages contain the URL.</summary>
internal static partial class ProxySecret
{
    public static string Mask(string text) => UserInfo().Replace(text, "://…@");

    /// <returns>
    /// <see langword="null"/> if the message of the exception or of an inner one contains a secret: messages cannot be changed.
    /// </returns>
    public static Exception? WithoutSecret(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (UserInfo().IsMatch(inner.Message))
            {
                return null;
            }
        }
        return failure;
    }

    [GeneratedRegex(@"://[^\s/'""@]+@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
