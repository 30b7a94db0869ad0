namespace WeChatPay.Chain.Values;

/// <summary>Suggests a correction for a misspelled name.</summary>
internal static class NearestName
{
    /// <returns>A sentence with a leading space that suggests the nearest name, or an empty string.</returns>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        if (known.MinBy(candidate => GetDistance(name, candidate)) is not { } nearest)
        {
            return "";
        }
        var allowedErrors = Math.Max(1, Math.Min(name.Length, nearest.Length) / 3);
        return GetDistance(name, nearest) <= allowedErrors ? $" Did you mean '{nearest}'?" : "";
    }

    // Optimal string alignment distance: swapped letters (josn) count as one error, like a wrong, missing or extra letter.
    private static int GetDistance(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }
                var substitution = table[i - 1, j - 1] + (AreSameLetter(from[i - 1], to[j - 1]) ? 0 : 1);
                table[i, j] = Math.Min(substitution, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && AreSameLetter(from[i - 1], to[j - 2]) && AreSameLetter(from[i - 2], to[j - 1]))
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }
        return table[from.Length, to.Length];
    }

    private static bool AreSameLetter(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
