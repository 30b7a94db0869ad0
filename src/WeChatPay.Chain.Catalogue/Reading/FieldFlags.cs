using WeChatPay.Chain.Catalogue.Grammar;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads the flags of a field, its last words: <c>+pseudoChildren</c>.</summary>
internal static class FieldFlags
{
    public static IReadOnlyList<string> Parse(SourceLine line, string[] words)
    {
        if (!IsFlag(words[words.Length - 1]))
        {
            return [];
        }
        var flags = new List<string>();
        foreach (var word in words)
        {
            if (IsFlag(word))
            {
                var flag = line.OneOf(Vocabulary.FieldFlags, word.Substring(1), "a flag of a field");
                if (flags.Contains(flag))
                {
                    throw line.Error($"The flag '{flag}' is written twice.");
                }
                flags.Add(flag);
            }
            else if (flags.Count > 0)
            {
                throw line.Error($"'{word}' follows the flag '{flags[flags.Count - 1]}'; flags are last.");
            }
        }
        return flags;
    }

    private static bool IsFlag(string word) => word.Length > 0 && word[0] == '+';
}
