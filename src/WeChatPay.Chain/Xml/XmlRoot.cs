using System.Text;
using System.Text.RegularExpressions;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Xml;

/// <summary>Recognizes APIv2 messages by their root element <c>xml</c>, unlike the HTML page of a gateway.</summary>
internal static partial class XmlRoot
{
    public static bool IsIn(byte[] body) => BodyStart.FindFirst(body) == '<' && Tag().IsMatch(Encoding.UTF8.GetString(body));

    [GeneratedRegex(@"\A\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<xml[\s/>]", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
