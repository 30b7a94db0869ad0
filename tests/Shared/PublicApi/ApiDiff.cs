namespace WeChatPay.Chain.Tests.Shared;

/// <summary>Compares two printed APIs: removed entries are marked <c>-</c>, added ones <c>+</c>, each with its type.</summary>
internal static class ApiDiff
{
    public static IEnumerable<string> Between(string approved, string received)
    {
        var before = Entries(approved).ToList();
        var after = Entries(received).ToList();
        return before.Except(after).Select(entry => (Entry: entry, Line: $"- {entry}"))
            .Concat(after.Except(before).Select(entry => (Entry: entry, Line: $"+ {entry}")))
            .OrderBy(change => change.Entry, StringComparer.Ordinal)
            .Select(change => change.Line);
    }

    // A member belongs to the type above it.
    private static IEnumerable<string> Entries(string api)
    {
        var type = "";
        foreach (var line in api.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var isMember = line[0] == ' ';
            type = isMember ? type : line.Split(" : ")[0].Split(' ')[^1];
            yield return isMember ? $"{type}: {line.Trim()}" : $"{type}: {line}";
        }
    }
}
