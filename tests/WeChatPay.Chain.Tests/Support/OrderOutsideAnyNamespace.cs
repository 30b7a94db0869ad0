#pragma warning disable CA1050, IDE0130 // As in a program without namespaces: that is what it stands for.
internal sealed class OrderOutsideAnyNamespace
{
    public string b { get; init; } = "";

    public int a { get; init; }
}
