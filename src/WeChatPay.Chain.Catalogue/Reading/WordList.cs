namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads words that are separated by one space, each at most once.</summary>
internal static class WordList
{
    /// <summary>Reads any words.</summary>
    public static string[] Parse(SourceLine line, string text)
    {
        var words = text.Split(' ');
        if (Array.IndexOf(words, "") >= 0)
        {
            throw line.Error($"'{line.Text}' has no word, or two spaces between words; expected words with one space between them.");
        }
        for (var i = 0; i < words.Length - 1; i++)
        {
            if (Array.IndexOf(words, words[i], i + 1) >= 0)
            {
                throw line.Error($"'{words[i]}' is written twice.");
            }
        }
        return words;
    }

    /// <summary>Reads words of a list.</summary>
    public static string[] Parse(SourceLine line, string text, string[] known, string kind)
    {
        var words = Parse(line, text);
        foreach (var word in words)
        {
            line.OneOf(known, word, kind);
        }
        return words;
    }
}
