using System.Text.RegularExpressions;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Comparing;

/// <summary>Finds which operation of the second state was which of the first.</summary>
internal static class OperationPairs
{
    private static readonly Regex _variable = new(@"\{\w+\}", RegexOptions.CultureInvariant);

    /// <summary>Pairs the operations. One state is <see langword="null"/> if the operation was added or removed.</summary>
    public static IEnumerable<(Operation? Before, Operation? After)> Find(EndpointCatalogue before, EndpointCatalogue after)
    {
        var known = before.Operations.ToDictionary(operation => operation.Id);
        var ids = new HashSet<string>(after.Operations.Select(operation => operation.Id));
        var removed = before.Operations.Where(operation => !ids.Contains(operation.Id)).ToList();
        foreach (var operation in after.Operations)
        {
            var other = known.TryGetValue(operation.Id, out var same)
                ? same
                : Take(removed, operation, PathOf) ?? Take(removed, operation, candidate => candidate.Path);
            yield return (other, operation);
        }
        foreach (var operation in removed)
        {
            yield return (operation, null);
        }

        // The same verb with variables that have other names.
        static string PathOf(Operation operation) => $"{operation.Method} {_variable.Replace(operation.Path, "{}")}";
    }

    private static Operation? Take(List<Operation> removed, Operation added, Func<Operation, string> key)
    {
        // Several verbs of one path say nothing about which became which.
        var candidates = removed.FindAll(operation => key(operation) == key(added));
        if (candidates.Count != 1)
        {
            return null;
        }
        removed.Remove(candidates[0]);
        return candidates[0];
    }
}
