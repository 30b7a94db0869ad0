namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>A notification that the platform sends.</summary>
public sealed record Webhook
{
    /// <summary>Gets <c>v2</c> or <c>v3</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>Gets the kind, such as <c>TRANSACTION.SUCCESS</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Gets the platform's Chinese title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Gets the facts that operations and webhooks have in common.</summary>
    public Documentation Documentation { get; init; } = new();

    /// <summary>Gets the values of <c>event_type</c>. Empty if they are not documented.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>Gets the values of <c>resource.original_type</c>. Empty if they are not documented.</summary>
    public IReadOnlyList<string> Originals { get; init; } = [];

    /// <summary>
    /// Gets the tests that recognize an APIv2 webhook, all of which hold: <c>FIELD</c> is present, <c>!FIELD</c> is not, or
    /// <c>FIELD=VALUE</c>.
    /// </summary>
    public IReadOnlyList<string> Tests { get; init; } = [];

    /// <summary>Gets the kinds of content, in the order in which their tests are tried.</summary>
    public IReadOnlyList<Shape> Shapes { get; init; } = [];

    /// <summary>Gets the fields of the content, after decryption. Of APIv2, the fields of the XML.</summary>
    public IReadOnlyList<Field> Resource { get; init; } = [];

    /// <summary>Gets the fields of the reply. <see langword="null"/> if it is the usual one.</summary>
    public IReadOnlyList<Field>? Reply { get; init; }

    /// <summary>Gets the version and the kind, which are unique.</summary>
    public string Id => $"{Version}/{Kind}";

    /// <inheritdoc/>
    public override string ToString() => Id;
}
