using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads <c>host URL</c> and <c>host! URL</c>.</summary>
internal static class HostLine
{
    public static OperationHost Parse(SourceLine line, string value, bool isOnly)
    {
        UrlText.Check(line, value);
        return value.StartsWith("https://", StringComparison.Ordinal) && value[value.Length - 1] == '/'
            ? new(value, isOnly)
            : throw line.Error($"'{value}' is not a host; expected https://… with a slash at the end.");
    }
}
