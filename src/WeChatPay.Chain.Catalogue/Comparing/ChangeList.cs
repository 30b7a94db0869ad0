namespace WeChatPay.Chain.Catalogue.Comparing;

/// <summary>Collects the changes of one operation or webhook.</summary>
internal sealed class ChangeList(string subject)
{
    private readonly List<ApiChange> _changes = [];

    public IReadOnlyList<ApiChange> Changes => _changes;

    public void Add(string location, string text, bool isBreaking = false) => _changes.Add(new(subject, location, text, isBreaking));

    public void Break(string location, string text) => Add(location, text, isBreaking: true);

    /// <summary>Adds a change of a value that does not break calling code.</summary>
    public void AddIfChanged(string location, string name, string? before, string? after)
    {
        if (before != after)
        {
            Add(location, $"{name} changed from {Show(before)} to {Show(after)}.");
        }
    }

    public static string Show(string? value) => string.IsNullOrEmpty(value) ? "nothing" : $"'{value}'";
}
