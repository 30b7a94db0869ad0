using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Transport;

/// <summary>Keeps the user and the password of a proxy's URL out of exceptions: the framework's messages quote the URL.</summary>
internal static partial class ProxySecret
{
    public static string Mask(string text) => UserInfo().Replace(text, "://…@");

    /// <returns>Null when a message in the exception, or in one inside it, holds a secret: a message cannot be changed afterwards.</returns>
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
