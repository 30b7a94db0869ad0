#pragma warning disable CA1050, IDE0130 // Represents a type in a program without namespaces.
internal sealed class OrderOutsideAnyNamespace
{
    public string b { get; init; } = "";

    public int a { get; init; }
}
