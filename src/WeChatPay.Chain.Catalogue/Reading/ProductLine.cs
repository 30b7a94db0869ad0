using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads <c>product NAME MODE</c>. The name may have spaces.</summary>
internal static class ProductLine
{
    public static Product Parse(SourceLine line, string value)
    {
        var space = value.LastIndexOf(' ');
        if (space <= 0)
        {
            throw line.Error($"'{value}' is not a product; expected a name and one of {string.Join(", ", Vocabulary.ProductModes)}.");
        }
        return new(value.Substring(0, space), line.OneOf(Vocabulary.ProductModes, value.Substring(space + 1), "a mode of a product"));
    }
}
