namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>The facts that operations and webhooks have in common.</summary>
public sealed record Documentation
{
    /// <summary>Gets the page on the documentation site, if it does not follow from the path.</summary>
    public string? Page { get; init; }

    /// <summary>Gets what the documentation says about the state of the endpoint, such as deprecated.</summary>
    public IReadOnlyList<Status> Statuses { get; init; } = [];

    /// <summary>Gets the official pages.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>Gets who calls: <c>merchant</c>, <c>partner</c>, or <c>both</c>.</summary>
    public IReadOnlyList<string> Modes { get; init; } = [];

    /// <summary>Gets the further sources that confirm the facts. Empty if there is only the documentation site.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Gets the flags, such as <c>security</c> or <c>plain</c>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Gets which fields are needed together or under a condition, in the order of the catalogue.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];
}
