using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads <c>status KIND [DATE] [see PAGE …]</c>.</summary>
internal static class StatusLine
{
    private const string See = "see";

    public static Status Parse(SourceLine line, string value)
    {
        var words = value.Split(' ');
        var kind = line.OneOf(Vocabulary.Statuses, words[0], "a status");
        var next = 1;
        var date = next < words.Length && words[next] != See ? words[next++] : null;
        if (date is not null && !IsDate(date))
        {
            throw line.Error($"'{date}' is not a date; expected a year or YYYY.MM.DD.");
        }
        if (next == words.Length)
        {
            return new(kind, date, []);
        }
        if (words[next] != See || next == words.Length - 1)
        {
            throw line.Error($"'{value}' is not a status; expected KIND, a date, 'see' and pages.");
        }
        var pages = words.Skip(next + 1).ToArray();
        foreach (var page in pages)
        {
            PageLine.Check(line, page);
        }
        return new(kind, date, pages);
    }

    private static bool IsDate(string text) =>
        text.Length >= 4 && text.Take(4).All(IsDigit) && text.Skip(4).All(character => IsDigit(character) || character is '-' or '.');

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
