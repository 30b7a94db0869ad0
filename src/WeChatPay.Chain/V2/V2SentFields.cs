using System.Text;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.V2;

/// <summary>Gets the fields of an APIv2 request, which its response is compared with: one key signs both directions.</summary>
internal static class V2SentFields
{
    private static readonly Dictionary<string, string> _none = [];

    /// <returns>Empty if the content cannot be read again, as a stream or an upload.</returns>
    public static IReadOnlyDictionary<string, string> From(CallRequest request) => request.Content switch
    {
        null => FromQuery(request.Uri.Query),
        ByteContent { Fields: { } fields } => fields.ToDictionary(),
        ISignedBytes content => FromXml(Encoding.UTF8.GetString(content.SignedBytes)),
        _ => _none,
    };

    /// <returns>Empty if the text is not the XML of an APIv2 request.</returns>
    public static IReadOnlyDictionary<string, string> FromXml(string xml)
    {
        try
        {
            return V2ResponseCheck.ReadFlatFields(xml);
        }
        catch (FormatException)
        {
            return _none;
        }
    }

    private static Dictionary<string, string> FromQuery(string query) => query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[^1])))
        .DistinctBy(field => field.Key)
        .ToDictionary();
}
