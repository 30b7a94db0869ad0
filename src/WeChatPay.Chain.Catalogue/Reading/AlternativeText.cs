using System.Globalization;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads the attribute <c>alt</c>: <c>2/PARKING+SPACE</c>. A plus sign is a space of the value.</summary>
internal static class AlternativeText
{
    public static Alternative? Parse(SourceLine line, string? text)
    {
        if (text is null)
        {
            return null;
        }
        var slash = text.IndexOf('/');
        return slash > 0 && slash < text.Length - 1
            && int.TryParse(text.Substring(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(number, text.Substring(slash + 1).Replace('+', ' '))
            : throw line.Error($"'{text}' is not an alternative; expected a number, a slash and a value.");
    }
}
