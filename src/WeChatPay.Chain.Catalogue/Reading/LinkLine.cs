using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads <c>doc v3/merchant/4012791894</c> and <c>doc legacy https://…</c>.</summary>
internal static class LinkLine
{
    public static Link Parse(SourceLine line, string value)
    {
        var space = value.IndexOf(' ');
        if (space < 0)
        {
            return IsShort(value)
                ? new(value)
                : throw line.Error($"'{value}' is not a link; expected a number after {string.Join(", ", Vocabulary.ShortLinks)}.");
        }
        line.OneOf(Vocabulary.LinkModes, value.Substring(0, space), "a kind of link");
        UrlText.Check(line, value.Substring(space + 1));
        return new(value);
    }

    private static bool IsShort(string value)
    {
        var start = value.LastIndexOf('/') + 1;
        return start < value.Length
            && value.Skip(start).All(character => character is >= '0' and <= '9')
            && Array.IndexOf(Vocabulary.ShortLinks, value.Substring(0, start)) >= 0;
    }
}
