namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads <c>wire PATH</c>.</summary>
internal static class WireLine
{
    public static string Parse(SourceLine line, string value) =>
        value.Length > 3 && value[0] == 'v' && value[1] is '2' or '3' && value[2] == '/' && value.IndexOf(' ') < 0
            ? value
            : throw line.Error($"'{value}' is not a path; expected one that starts with 'v2/' or 'v3/'.");
}
