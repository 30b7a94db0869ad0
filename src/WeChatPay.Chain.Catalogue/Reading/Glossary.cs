namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads the glossary, which explains the names of fields: <c>name  中文 | english</c>, sorted by name.</summary>
public static class Glossary
{
    private const string Separator = " | ";

    /// <summary>Reads the glossary. Empty lines and lines that start with <c>#</c> are skipped.</summary>
    /// <returns>The explanation of each name in Chinese and in English.</returns>
    /// <exception cref="CatalogueException">A line is not in the expected format, or not sorted.</exception>
    public static IReadOnlyDictionary<string, (string Chinese, string English)> Read(CatalogueText file)
    {
        var entries = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var number = 0;
        var last = "";
        foreach (var text in file.Text.Split('\n'))
        {
            number++;
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }
            var line = new SourceLine(file.Name, number, 0, text);
            var (name, chinese, english) = Parse(line);
            var order = string.CompareOrdinal(last, name);
            if (order >= 0)
            {
                throw line.Error(order == 0 ? $"'{name}' is explained twice." : $"'{name}' follows '{last}'; expected names in order.");
            }
            entries.Add(name, (chinese, english));
            last = name;
        }
        return entries;
    }

    private static (string Name, string Chinese, string English) Parse(SourceLine line)
    {
        var gap = line.Text.IndexOf("  ", StringComparison.Ordinal);
        var bar = gap < 0 ? -1 : line.Text.IndexOf(Separator, gap, StringComparison.Ordinal);
        if (bar < 0)
        {
            throw line.Error($"'{line.Text}' is not an entry; expected a name, two spaces, Chinese, ' | ' and English.");
        }
        var name = line.Text.Substring(0, gap);
        var chinese = line.Text.Substring(gap + 2, bar - gap - 2);
        var english = line.Text.Substring(bar + Separator.Length);
        if (!FieldName.IsValid(name))
        {
            throw line.Error($"'{name}' is not a field name; expected letters, digits, '_', '-' or '$'.");
        }
        if (!IsText(chinese) || !IsText(english))
        {
            throw line.Error($"'{name}' has an explanation that is empty, or has a bar or spaces at an end.");
        }
        return (name, chinese, english);
    }

    private static bool IsText(string text) => text.Length > 0 && text == text.Trim() && text.IndexOf('|') < 0;
}
