using WeChatPay.Chain.Catalogue.Comparing;

namespace WeChatPay.Chain.Endpoints.Tool;

/// <summary>Prints changes by operation or webhook. Those with breaking changes are first, and show their breaking changes first.</summary>
internal static class ChangeReport
{
    public static void Write(IReadOnlyList<ApiChange> changes, TextWriter output)
    {
        // Both orders are stable: the catalogue's order otherwise.
        var subjects = changes.GroupBy(change => change.Subject).OrderByDescending(subject => subject.Any(change => change.IsBreaking));
        foreach (var subject in subjects)
        {
            output.WriteLine(subject.Key);
            foreach (var change in subject.OrderByDescending(change => change.IsBreaking))
            {
                output.WriteLine($"  {(change.IsBreaking ? "BREAKING " : "")}{change}");
            }
            output.WriteLine();
        }
        output.WriteLine($"Changes: {changes.Count}, of which breaking: {changes.Count(change => change.IsBreaking)}.");
    }
}
