namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>Reads the query of a request target.</summary>
internal static class QueryString
{
    /// <returns>
    /// The decoded parameters. If a name occurs more than once, its first value is used; a name without an equals sign is left out.
    /// </returns>
    public static IReadOnlyDictionary<string, string> Parse(string target)
    {
        var query = target.Split('?', 2).ElementAtOrDefault(1) ?? "";
        var parameters = new Dictionary<string, string>();
        foreach (var pair in query.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2))
        {
            parameters.TryAdd(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1]));
        }
        return parameters;
    }
}
