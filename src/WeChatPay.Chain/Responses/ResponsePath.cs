using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Responses;

/// <summary>Reads a path of several steps, <c>data["amount", "total"]</c>, and names the missing step, if any.</summary>
/// <remarks>A chain of members cannot name it, because the binder does not know where a null comes from.</remarks>
internal static class ResponsePath
{
    /// <exception cref="KeyNotFoundException">A step is missing. The message names it, and the available names.</exception>
    public static object? Read(ResponseNode start, object?[] steps)
    {
        object? current = start;
        for (var i = 0; i < steps.Length; i++)
        {
            if (current is not ResponseNode node || !node.TryGet(steps[i], out var next))
            {
                var parent = i == 0 ? "it" : $"'{FormatPath(steps[..i])}'";
                throw new KeyNotFoundException($"The response has no '{FormatPath(steps[..(i + 1)])}': {parent} {Describe(current)}.");
            }
            current = next;
        }
        return current;
    }

    private static string FormatPath(object?[] steps) => string.Join('.', steps);

    // Only names, because values may be personal data.
    private static string Describe(object? value) => value switch
    {
        ResponseList list => $"is a list of {((IReadOnlyList<object?>)list).Count}",
        ResponseData data =>
            data.GetDynamicMemberNames().ToList() is { Count: > 0 } names ? $"has {string.Join(", ", names)}" : "has no members",
        null => "is null",
        _ => $"is a {TypeLabel.From(value.GetType())}",
    };
}
